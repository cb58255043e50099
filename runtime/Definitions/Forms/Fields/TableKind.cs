using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Rows of the same columns. Its cells are read one by one, by the kinds of their columns.</summary>
internal sealed class TableKind : FieldKind
{
    /// <summary>More are data for a list of records, not for a form.</summary>
    public const int MostRows = 200;

    public override string Expected => JsonKind.List;

    public override FieldMembers Members => FieldMembers.Range | FieldMembers.Columns;

    public static int MostOf(FormField field) => (int)Math.Min(field.Limits.Max ?? MostRows, MostRows);

    public override FeelType TypeOf(FormField field) => FeelType.ListOf(new FeelType.ContextType(
        [.. field.Columns.Where(c => FieldKinds.Of(c).HoldsData).Select(c => new FeelField(c.Key, FieldKinds.Of(c).TypeOf(c)))]));

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        var table = reading.Field;
        if (node is not JsonArray rows)
        {
            return reading.WrongType(Expected, node);
        }

        if (!ListShape.HasCount(rows.Count, reading, MostOf(table), "form.too-many-rows", "form.too-few-rows") && rows.Count > MostOf(table))
        {
            return default;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (RowOf(table, rows[i], i, reading) is { } row)
            {
                foreach (var column in table.Columns)
                {
                    reading.Read(column, FieldKinds.Of(column), row[column.Key], table, i);
                }
            }

            reading.At(table);
        }

        return default;
    }

    /// <summary>A row whose members are columns; null with its problems.</summary>
    internal static JsonObject? RowOf(FormField table, JsonNode? node, int index, ValueReading reading)
    {
        reading.At(table);
        if (node is not JsonObject row)
        {
            reading.WrongType(JsonKind.Object, node, $"/{index}");
            return null;
        }

        foreach (var (name, _) in row)
        {
            if (!HasColumn(table, name))
            {
                reading.FailAt($"/{index}{JsonPointer.Append("", name)}", "form.unknown-column", index + 1, name);
            }
        }

        return row;
    }

    private static bool HasColumn(FormField table, string name)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Key == name && FieldKinds.Of(table.Columns[i]).HoldsData)
            {
                return true;
            }
        }

        return false;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        var columns = new JsonObject();
        foreach (var column in field.Columns.Where(c => !c.IsRetired && FieldKinds.Of(c).HoldsData))
        {
            columns[column.Key] = FormSchema.OfField(column);
        }

        schema["type"] = "array";
        schema["items"] = new JsonObject { ["type"] = "object", ["properties"] = columns, ["additionalProperties"] = false };
        ListShape.DescribeCount(schema, field.Limits.Min, MostOf(field));
    }

    public override void CheckDefinition(FormField field, string path, ProblemList problems)
    {
        if (field.Columns.Count == 0)
        {
            problems.Add($"{path}/columns", "form-definition.table-without-columns");
        }

        if (field.Limits.Max > MostRows)
        {
            problems.Add($"{path}/limits/max", "form-definition.too-large", MostRows, field.Limits.Max);
        }

        foreach (var (index, column) in field.Columns.Index())
        {
            if (column.Type is FieldType.Table or FieldType.Signature)
            {
                problems.Add($"{path}/columns/{index}/type", "form-definition.not-in-table", EnumWords<FieldType>.Of(column.Type));
            }
        }
    }
}
