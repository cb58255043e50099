using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Imports;

/// <summary>Where a value comes from as JSON: exactly one of <c>constant</c>, <c>column</c>, <c>join</c>, <c>first</c>,
/// <c>longitude</c> (with <c>latitude</c>), <c>from</c>.</summary>
internal static class RowValueJson
{
    private static readonly string[] Kinds = ["constant", "column", "join", "first", "longitude", "from"];

    public static RowValue Read(JsonElement element, string path, ProblemList problems)
    {
        var node = ObjectReader.Of(element, path, problems);
        var kinds = node.Names.Intersect(Kinds).ToList();
        RowValue? value = null;
        if (kinds.Count == 1)
        {
            value = Value(kinds[0], node, problems);
            node.Finish();
        }
        else if (!node.IsMissing)
        {
            problems.Add(path, "import.value-kind", string.Join(", ", Kinds), string.Join(", ", node.Names));
        }

        // Stands in for what was reported, so that reading goes on.
        return value ?? new RowValue.ClassCode();
    }

    private static RowValue? Value(string kind, ObjectReader node, ProblemList problems)
    {
        switch (kind)
        {
            case "constant":
                return new RowValue.Constant(JsonNode.Parse(node.Any("constant")!.Value.GetRawText()) ?? "");
            case "column":
                var table = node.OptionalObject("table");
                var column = new RowValue.Column(
                    node.Text("column"),
                    table?.Names.ToDictionary(k => k, table.Text, StringComparer.Ordinal),
                    node.OptionalText("otherwise"),
                    node.OptionalText("default"),
                    Cut(node, problems));
                table?.Finish();
                return column;
            case "join":
                var names = node.Texts("join");
                return new RowValue.Join(names, node.Any("separator")?.ToString() ?? " ", node.OptionalText("default"), Cut(node, problems));
            case "first":
                return new RowValue.First(Values(node, problems));
            case "longitude":
                return new RowValue.Position(node.Text("longitude"), node.Text("latitude"));
        }

        switch (node.Text("from"))
        {
            case "class":
                return new RowValue.ClassCode();
            case "department":
                return new RowValue.DepartmentCode();
            case var other:
                problems.Add(node.PathOf("from"), "document.unknown-word", "class, department", other);
                return null;
        }
    }

    private static IReadOnlyList<RowValue> Values(ObjectReader node, ProblemList problems)
    {
        var path = node.PathOf("first");
        var list = node.Any("first")!.Value;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            problems.Add(path, "document.wrong-type", JsonKind.List, JsonKind.Of(list.ValueKind));
            return [];
        }

        return [.. list.EnumerateArray().Select((item, i) => Read(item, JsonPointer.Append(path, i), problems))];
    }

    private static int? Cut(ObjectReader node, ProblemList problems)
    {
        var cut = node.OptionalInteger("cut");
        if (cut < 1)
        {
            problems.Add(node.PathOf("cut"), "document.wrong-type", JsonKind.Integer, cut);
        }

        return cut;
    }
}
