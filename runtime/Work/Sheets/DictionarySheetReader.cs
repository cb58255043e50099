using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Sheets;

/// <summary>Makes the own entries of a dictionary of a sheet. Every mistake is told with its row and column; with any, nothing is made.</summary>
/// <param name="before">The dictionary as it is: what a sheet does not show stays.</param>
internal sealed class DictionarySheetReader(Sheet sheet, DictionaryDefinition before)
{
    private readonly List<Problem> _problems = [];
    private readonly List<int> _rows = [];
    private DictionaryColumns _columns = null!;

    public static Parsed<DictionaryDefinition> Read(Sheet sheet, DictionaryDefinition before) => new DictionarySheetReader(sheet, before).Read();

    private Parsed<DictionaryDefinition> Read()
    {
        _columns = DictionaryColumns.Read(sheet, before.AllAttributes, _problems);
        if (_problems.Count > 0)
        {
            return Parsed<DictionaryDefinition>.Failed(_problems);
        }

        var entries = new List<DictionaryEntry>();
        for (var row = 1; row < sheet.Rows.Count; row++)
        {
            if (sheet.Rows[row].Any(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                _rows.Add(row);
                entries.Add(EntryOf(row));
            }
        }

        var own = _columns.Attributes.Select(a => a.Attribute)
            .Where(a => before.Attributes.Any(b => b.Key == a.Key) || before.AllAttributes.All(b => b.Key != a.Key))
            .Concat(before.Attributes).DistinctBy(a => a.Key);
        var read = before.WithEntries(entries) with { Attributes = [.. own] };
        _problems.AddRange(DictionaryJson.Check(read).Select(InSheet));
        return _problems.Count > 0 ? Parsed<DictionaryDefinition>.Failed(_problems) : Parsed<DictionaryDefinition>.Of(read);
    }

    private DictionaryEntry EntryOf(int row)
    {
        for (var column = 0; column < sheet.Rows[row].Count; column++)
        {
            if (sheet.Cell(0, column).Trim().Length == 0 && !string.IsNullOrWhiteSpace(sheet.Cell(row, column)))
            {
                Report(row, column, "sheet.no-column-name", sheet.Cell(row, column));
            }
        }

        var label = new Dictionary<string, string>(StringComparer.Ordinal) { [LocalizedText.DefaultLanguage] = Required(row, "label") };
        foreach (var (column, language) in _columns.Labels)
        {
            if (!string.IsNullOrWhiteSpace(sheet.Cell(row, column)))
            {
                label[language] = sheet.Cell(row, column);
            }
        }

        return new DictionaryEntry(Required(row, "code"), new LocalizedText(label), Optional(row, "parent"), Optional(row, "standard"), Value(row, "selectable", AttributeType.Boolean) is not false)
        {
            ValidFrom = Value(row, "validFrom", AttributeType.Date) as DateOnly?,
            ValidTo = Value(row, "validTo", AttributeType.Date) as DateOnly?,
            IsRetired = Value(row, "retired", AttributeType.Boolean) is true,
            Attributes = EntryAttributes.Of(AttributesOf(row)),
        };
    }

    private IEnumerable<KeyValuePair<string, object>> AttributesOf(int row)
    {
        foreach (var (column, attribute) in _columns.Attributes)
        {
            if (Value(row, column, attribute.Type) is { } value)
            {
                yield return new(attribute.Key, value);
            }
        }
    }

    private object? Value(int row, string member, AttributeType type) => _columns[member] is { } column ? Value(row, column, type) : null;

    private object? Value(int row, int column, AttributeType type)
    {
        var text = sheet.Cell(row, column);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var value = AttributeValues.Read(type is AttributeType.Text ? text : text.Trim(), type);
        if (value is null)
        {
            Report(row, column, "sheet.cell", AttributeValues.Expected(type), text);
        }

        return value;
    }

    private string Required(int row, string member)
    {
        var text = sheet.Cell(row, _columns[member]!.Value);
        if (string.IsNullOrWhiteSpace(text))
        {
            Report(row, _columns[member]!.Value, "sheet.no-value");
            return "";
        }

        return member == "code" ? text.Trim() : text;
    }

    private string? Optional(int row, string member) =>
        _columns[member] is { } column && sheet.Cell(row, column) is var text && !string.IsNullOrWhiteSpace(text) ? member == "parent" ? text.Trim() : text : null;

    // What is wrong with how entries fit together, where it stands in the sheet: /entries/12/parent.
    private Problem InSheet(Problem problem)
    {
        if (problem.Path.Split('/') is not ["", "entries", var index, .., var member] || !int.TryParse(index, out var entry))
        {
            return problem;
        }

        var column = _columns[member] ?? _columns.Attributes.Where(a => a.Attribute.Key == member).Select(a => (int?)a.Column).FirstOrDefault() ?? _columns["code"]!.Value;
        return problem with { Path = Sheet.PlaceOf(_rows[entry], column) };
    }

    private void Report(int row, int column, string code, params object?[] values) => _problems.Add(Sheet.ProblemAt(row, column, code, values));
}
