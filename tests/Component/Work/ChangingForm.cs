using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;

namespace LowCode.Tests.Component.Work;

/// <summary>A form that is changed at random, as an agency might over ten years, in every way that is allowed and some that are not.</summary>
internal sealed class ChangingForm(Random random)
{
    private static readonly string[] _types = ["text", "number", "choice", "date", "boolean", "multiChoice", "code", "table"];
    private static readonly string[] _cellTypes = ["text", "number", "date", "boolean"];

    private readonly List<JsonObject> _fields = [.. _types.Prepend("text").Select((type, i) => Made(i, type))];
    private readonly List<string> _codes = ["c0"];
    private int _last = _types.Length;

    /// <summary>The first is never retired: records are named by it.</summary>
    public string[] Fields => [.. _fields.Select(f => f.ToJsonString())];

    /// <summary>The table of codes that its fields take.</summary>
    public Artefact Codes => Artefact.Of(ArtefactKind.Dictionary, "codes", Encoding.UTF8.GetBytes(new JsonObject
    {
        ["$format"] = "lowcode.dictionary/1",
        ["dictionaryId"] = "codes",
        ["name"] = Text("codes"),
        ["entries"] = new JsonArray([.. _codes.Select(c => new JsonObject { ["code"] = c, ["label"] = Text(c) })]),
    }.ToJsonString()));

    /// <summary>How often each kind of change was made.</summary>
    public Dictionary<string, int> Changes { get; } = [];

    /// <summary>A legal change.</summary>
    public void Change()
    {
        var (name, change) = random.Next(16) switch
        {
            0 => ("add", () => _fields.Add(Made(++_last, _types[random.Next(_types.Length)]))),
            1 => ("rename", () => Rename(Any())),
            2 => ("retire", () => Any()["retired"] = true),
            3 => ("unretire", () => Any().Remove("retired")),
            4 => ("option added", () => OptionsOf(AnyOf("choice")).Add(Option($"o{++_last}"))),
            5 => ("option retired", () => OptionsOf(AnyOf(random.Next(2) == 0 ? "choice" : "multiChoice"))[0]!["retired"] = true),
            6 => ("becomes text", () => Become(AnyOf("number"))),
            7 => ("code added", () => _codes.Add($"c{++_last}")),
            8 => ("column added", () => ColumnsOf(AnyOf("table")).Add(Column(++_last, _cellTypes[random.Next(_cellTypes.Length)]))),
            9 => ("column renamed", () => Rename(AnyColumn())),
            10 => ("column retired", () => AnyColumn()["retired"] = true),
            11 => ("column becomes text", () => Become(AnyColumnOf("number"))),
            12 => ("condition", () => Rule(Any(), "relevant", "name != null")),
            13 => ("rule", () => Rule(Any(), "constraints", new JsonArray(new JsonObject { ["expression"] = "string length(name) > 0", ["message"] = Text("要有名称") }))),
            14 => ("sensitive", () => Any()["sensitivity"] = "personal"),
            _ => ("hint", (Action)(() => Any()["hint"] = Text($"提示 {++_last}"))),
        };
        change();
        Changes[name] = Changes.GetValueOrDefault(name) + 1;
    }

    /// <summary>The form with a change that would make records unreadable.</summary>
    public string[] Broken()
    {
        var fields = _fields.ConvertAll(f => f.DeepClone().AsObject());
        var at = random.Next(1, fields.Count);
        var tables = fields.Where(f => f["columns"] is not null).ToList();
        switch (random.Next(4))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                ColumnsOf(tables[random.Next(tables.Count)]).RemoveAt(0);
                break;
            case 2:
                ColumnsOf(tables[random.Next(tables.Count)])[0]!["type"] = "phone";
                break;
            default:
                fields[at]["type"] = (string)fields[at]["type"]! == "time" ? "phone" : "time";
                Array.ForEach(["options", "columns", "dictionary"], member => fields[at].Remove(member));
                break;
        }

        return [.. fields.Select(f => f.ToJsonString())];
    }

    /// <summary>Values for the fields that can be filled now, by field id; one in five is left empty. Rows of tables hold theirs by the ids of columns.</summary>
    public Dictionary<string, JsonNode> Fill() => _fields
        .Where(f => f["retired"] is null && (f == _fields[0] || random.Next(5) > 0))
        .ToDictionary(f => (string)f["id"]!, Value);

    /// <summary>The same by the keys of now.</summary>
    public JsonObject ByKey(Dictionary<string, JsonNode> byId) => new(byId.Select(v =>
    {
        var field = _fields.First(f => (string)f["id"]! == v.Key);
        return KeyValuePair.Create((string)field["key"]!, v.Value is JsonArray rows && field["columns"] is not null ? RowsByKey(field, rows) : v.Value.DeepClone())!;
    })!);

    private static JsonNode RowsByKey(JsonObject table, JsonArray rows) => new JsonArray([.. rows.Select(row => new JsonObject(row!.AsObject().Select(cell =>
        KeyValuePair.Create((string)ColumnsOf(table).First(c => (string)c!["id"]! == cell.Key)!["key"]!, cell.Value?.DeepClone()))))]);

    private static JsonObject Made(int number, string type)
    {
        var field = Column(number, type);
        switch (type)
        {
            case "choice" or "multiChoice":
                field["options"] = new JsonArray(Option($"a{number}"), Option($"b{number}"));
                break;
            case "code":
                field["dictionary"] = "codes";
                break;
            case "table":
                field["columns"] = new JsonArray([.. _cellTypes.Select((cell, i) => Column((number * 1000) + i, cell))]);
                break;
        }

        if (number == 0)
        {
            (field["key"], field["searchable"]) = ("name", true);
        }

        return field;
    }

    private static JsonObject Column(int number, string type) => new() { ["id"] = $"f_{number}", ["key"] = $"k{number}", ["type"] = type, ["label"] = Text($"f_{number}") };

    private static JsonObject Text(string text) => new() { ["zh-CN"] = text };

    private static JsonObject Option(string value) => new() { ["value"] = value, ["label"] = Text(value) };

    private static JsonArray OptionsOf(JsonObject choice) => choice["options"]!.AsArray();

    private static JsonArray ColumnsOf(JsonObject table) => table["columns"]!.AsArray();

    private JsonObject Any() => _fields[random.Next(1, _fields.Count)];

    private JsonObject AnyOf(string type)
    {
        if (!_fields.Exists(f => (string)f["type"]! == type))
        {
            _fields.Add(Made(++_last, type));
        }

        return _fields.Where(f => (string)f["type"]! == type).ElementAt(random.Next(_fields.Count(f => (string)f["type"]! == type)));
    }

    /// <summary>Any but the first, which every row has.</summary>
    private JsonObject AnyColumn() => ColumnsOf(AnyOf("table")) is var columns ? columns[random.Next(1, columns.Count)]!.AsObject() : throw new InvalidOperationException();

    private JsonObject AnyColumnOf(string type)
    {
        var columns = ColumnsOf(AnyOf("table"));
        if (columns.FirstOrDefault(c => (string)c!["type"]! == type) is not JsonObject column)
        {
            columns.Add(column = Column(++_last, type));
        }

        return column;
    }

    private void Rename(JsonObject field)
    {
        var aliases = field["aliases"]?.AsArray() ?? [];
        aliases.Add(field["key"]!.DeepClone());
        field["aliases"] = aliases;
        field["key"] = $"k{++_last}";
    }

    private static void Rule(JsonObject field, string name, JsonNode rule)
    {
        var rules = field["rules"]?.AsObject() ?? [];
        rules[name] = rule;
        field["rules"] = rules;
    }

    private static void Become(JsonObject number) => number["type"] = "text";

    private JsonNode Value(JsonObject field) => (string)field["type"]! switch
    {
        "number" => random.Next(100_000) / 100m,
        "date" => $"20{random.Next(10, 36)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
        "boolean" => random.Next(2) == 0,
        "choice" => Choices(field).First(),
        "multiChoice" => new JsonArray([.. Choices(field).Take(2).Select(c => JsonValue.Create(c))]),
        "code" => _codes[random.Next(_codes.Count)],
        "table" => new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Row(field))]),
        _ => $"值 {random.Next(100_000)}",
    };

    private JsonObject Row(JsonObject table) => new(ColumnsOf(table)
        .Where((c, i) => c!["retired"] is null && (i == 0 || random.Next(5) > 0))
        .Select(c => KeyValuePair.Create((string)c!["id"]!, (JsonNode?)Value(c.AsObject()))));

    private IEnumerable<string> Choices(JsonObject field) => OptionsOf(field).Where(o => o!["retired"] is null).OrderBy(_ => random.Next()).Select(o => (string)o!["value"]!);
}
