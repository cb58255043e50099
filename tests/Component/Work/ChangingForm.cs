using System.Text.Json.Nodes;

namespace LowCode.Tests.Component.Work;

/// <summary>A form that is changed at random, as an agency might over ten years, in every way that is allowed and some that are not.</summary>
internal sealed class ChangingForm(Random random)
{
    private static readonly string[] _types = ["text", "number", "choice", "date", "boolean"];

    private readonly List<JsonObject> _fields = [.. _types.Prepend("text").Select((type, i) => Made(i, type))];
    private int _lastKey = _types.Length;

    /// <summary>The first is never retired: records are named by it.</summary>
    public string[] Fields => [.. _fields.Select(f => f.ToJsonString())];

    /// <summary>How often each kind of change was made.</summary>
    public Dictionary<string, int> Changes { get; } = [];

    /// <summary>A legal change.</summary>
    public void Change()
    {
        var (name, change) = random.Next(8) switch
        {
            0 => ("add", () => _fields.Add(Made(++_lastKey, _types[random.Next(_types.Length)]))),
            1 => ("rename", () => Rename(Any())),
            2 => ("retire", () => Any()["retired"] = true),
            3 => ("unretire", () => Any().Remove("retired")),
            4 => ("option added", () => OptionsOf(AnyOf("choice")).Add(Option($"o{++_lastKey}"))),
            5 => ("option retired", () => OptionsOf(AnyOf("choice"))[0]!["retired"] = true),
            6 => ("becomes text", () => Become(AnyOf("number"))),
            _ => ("hint", (Action)(() => Any()["hint"] = new JsonObject { ["zh-CN"] = $"提示 {++_lastKey}" })),
        };
        change();
        Changes[name] = Changes.GetValueOrDefault(name) + 1;
    }

    /// <summary>The form with a change that would make records unreadable.</summary>
    public string[] Broken()
    {
        var fields = _fields.ConvertAll(f => f.DeepClone().AsObject());
        var at = random.Next(1, fields.Count);
        if (random.Next(2) == 0)
        {
            fields.RemoveAt(at);
        }
        else
        {
            fields[at]["type"] = (string)fields[at]["type"]! == "time" ? "phone" : "time";
            fields[at].Remove("options");
        }

        return [.. fields.Select(f => f.ToJsonString())];
    }

    /// <summary>Values for the fields that can be filled now, by field id; one in five is left empty.</summary>
    public Dictionary<string, JsonNode> Fill() => _fields
        .Where(f => f["retired"] is null && (f == _fields[0] || random.Next(5) > 0))
        .ToDictionary(f => (string)f["id"]!, Value);

    /// <summary>The same by the keys of now.</summary>
    public JsonObject ByKey(Dictionary<string, JsonNode> byId) =>
        new(byId.Select(v => KeyValuePair.Create((string)_fields.First(f => (string)f["id"]! == v.Key)["key"]!, (JsonNode?)v.Value.DeepClone())));

    private static JsonObject Made(int number, string type)
    {
        var field = new JsonObject
        {
            ["id"] = $"f_{number}",
            ["key"] = number == 0 ? "name" : $"k{number}",
            ["type"] = type,
            ["label"] = new JsonObject { ["zh-CN"] = $"f_{number}" },
        };
        if (number == 0)
        {
            field["searchable"] = true;
        }

        if (type == "choice")
        {
            field["options"] = new JsonArray(Option($"a{number}"), Option($"b{number}"));
        }

        return field;
    }

    private static JsonObject Option(string value) => new() { ["value"] = value, ["label"] = new JsonObject { ["zh-CN"] = value } };

    private static JsonArray OptionsOf(JsonObject choice) => choice["options"]!.AsArray();

    private JsonObject Any() => _fields[random.Next(1, _fields.Count)];

    private JsonObject AnyOf(string type)
    {
        if (!_fields.Exists(f => (string)f["type"]! == type))
        {
            _fields.Add(Made(++_lastKey, type));
        }

        return _fields.Where(f => (string)f["type"]! == type).ElementAt(random.Next(_fields.Count(f => (string)f["type"]! == type)));
    }

    private void Rename(JsonObject field)
    {
        var aliases = field["aliases"]?.AsArray() ?? [];
        aliases.Add(field["key"]!.DeepClone());
        field["aliases"] = aliases;
        field["key"] = $"k{++_lastKey}";
    }

    private static void Become(JsonObject number) => number["type"] = "text";

    private JsonNode Value(JsonObject field) => (string)field["type"]! switch
    {
        "number" => random.Next(100_000) / 100m,
        "date" => $"20{random.Next(10, 36)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
        "boolean" => random.Next(2) == 0,
        "choice" => OptionsOf(field).Where(o => o!["retired"] is null).OrderBy(_ => random.Next()).Select(o => (string)o!["value"]!).First(),
        _ => $"值 {random.Next(100_000)}",
    };
}
