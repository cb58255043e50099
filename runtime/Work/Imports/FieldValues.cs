using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <summary>Turns the texts of a row into the JSON that a form field holds. What cannot be turned is a problem of that row and column.</summary>
internal sealed class FieldValues(LocalTimes times, TimeZoneInfo zone)
{
    /// <returns>Null: the field stays empty, or a problem was added.</returns>
    public JsonNode? Read(RowValue value, FieldType type, RowCells cells, string? classCode, string? department, List<RowProblem> problems)
    {
        switch (value)
        {
            case RowValue.Constant constant:
                return constant.Value.DeepClone();
            case RowValue.Position position:
                return Position(position, cells, problems);
            case RowValue.ClassCode:
                return classCode;
            case RowValue.DepartmentCode:
                return department;
            case RowValue.Join join:
                var joined = string.Join(join.Separator, join.Names.Select(n => cells[n]).Where(t => t.Length > 0));
                return Typed(Cut(joined.Length > 0 ? joined : join.Default, join.Cut), type, cells, join.Names[0], problems);
            case RowValue.Column column:
                return Typed(Cut(Translated(column, cells, problems), column.Cut), type, cells, column.Name, problems);
            case RowValue.First first:
                return first.Values.Select(v => Read(v, type, cells, classCode, department, problems)).FirstOrDefault(n => n is not null);
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    private static string? Translated(RowValue.Column column, RowCells cells, List<RowProblem> problems)
    {
        var text = cells[column.Name];
        if (text.Length == 0 || column.Table is not { } table)
        {
            return text.Length == 0 ? column.Default : text;
        }

        var translated = table.GetValueOrDefault(text) ?? column.Otherwise;
        if (translated is null)
        {
            problems.Add(RowProblem.Of(cells.Row, column.Name, "value-unknown", string.Join(", ", table.Keys), text));
        }

        return translated;
    }

    private static string? Cut(string? text, int? length)
    {
        if (text is null || length is not { } kept || text.Length <= kept)
        {
            return text;
        }

        // Half a surrogate pair is no character.
        var end = kept > 1 && char.IsHighSurrogate(text[kept - 2]) ? kept - 2 : kept - 1;
        return text[..end] + "…";
    }

    private JsonNode? Typed(string? text, FieldType type, RowCells cells, string column, List<RowProblem> problems)
    {
        if (text is null)
        {
            return null;
        }

        JsonNode? node = type switch
        {
            FieldType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldType.Date => times.Read(text) is { } day ? Local(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            FieldType.DateTime => times.Read(text) is { } at ? Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null,
            _ => text,
        };
        if (node is null)
        {
            problems.Add(RowProblem.Of(cells.Row, column, type == FieldType.Number ? "number" : "time-value", text));
        }

        return node;
    }

    private static JsonObject? Position(RowValue.Position position, RowCells cells, List<RowProblem> problems)
    {
        if (cells[position.Longitude].Length == 0 || cells[position.Latitude].Length == 0)
        {
            return null;
        }

        return Degrees(position.Longitude, 180, cells, problems) is { } longitude && Degrees(position.Latitude, 90, cells, problems) is { } latitude
            ? new JsonObject { ["lon"] = longitude, ["lat"] = latitude }
            : null;
    }

    private static double? Degrees(string column, int limit, RowCells cells, List<RowProblem> problems)
    {
        if (double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit)
        {
            return degrees;
        }

        problems.Add(RowProblem.Of(cells.Row, column, "degrees", limit, cells[column]));
        return null;
    }

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
}
