using System.Text.Json.Nodes;

namespace LowCode.Tests.Unit.Workflows;

/// <summary>
/// What a document means, so that two spellings of it can be compared member by member. Every normalisation is a line of
/// <see cref="_normalisations"/>; whatever is not in this list must be equal as written.
/// </summary>
internal static class ExportMeaning
{
    private static readonly (string What, Action<JsonObject> Apply)[] _normalisations =
    [
        ("$schema is no part of the definition", o => o.Remove("$schema")),
        ("the common members of activities are read in any letter case and written in camelCase", CommonMembers),
        ("node ids are recomputed", o => o.Remove("nodeId")),
        ("the stand-in for an unknown type is its original, at the stand-in's position", StandIn),
        ("flat, single and wrapped connections are a list of nested ones; no port is the same as a port that is null", Connections),
        ("a connection without its end lies in customProperties.notFoundConnections, one with both ends in connections", Park),
    ];

    private static readonly string[] _common = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables"];

    public static IEnumerable<string> Normalisations => _normalisations.Select(n => n.What).Prepend("wrappers ({_type, items}, {$values}) are what they hold");

    public static JsonNode Of(JsonNode document) => Normal(document)!;

    /// <summary>Paths at which two documents mean different things.</summary>
    public static IEnumerable<string> Differences(JsonNode? left, JsonNode? right, string path = "")
    {
        switch (left, right)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(m => m.Key).Union(b.Select(m => m.Key)).SelectMany(name =>
                    a.ContainsKey(name) && b.ContainsKey(name)
                        ? Differences(a[name], b[name], $"{path}/{name}")
                        : [$"{path}/{name}: {(a.ContainsKey(name) ? "lost" : "added")}"]);
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.Select((item, i) => (item, i)).SelectMany(p => Differences(p.item, b[p.i], $"{path}/{p.i}"));
            default:
                return JsonNode.DeepEquals(left, right) ? [] : [$"{path}: {left?.ToJsonString() ?? "null"} became {right?.ToJsonString() ?? "null"}"];
        }
    }

    private static JsonNode? Normal(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members when Wrapped(members) is { } contents:
                return Normal(contents);
            case JsonArray items:
                return new JsonArray([.. items.Select(Normal)]);
            case JsonObject members:
                var copy = (JsonObject)members.DeepClone();
                if (IsActivity(copy) || copy.ContainsKey("$schema") || copy.ContainsKey("root"))
                {
                    foreach (var (_, apply) in _normalisations)
                    {
                        apply(copy);
                    }
                }

                return new JsonObject(copy.Select(m => new KeyValuePair<string, JsonNode?>(m.Key, Normal(m.Value))));
            default:
                return json?.DeepClone();
        }
    }

    private static bool IsActivity(JsonObject json) => Text(json, "type") is { } type && (Text(json, "id") is not null || type.Contains('.', StringComparison.Ordinal));

    private static JsonArray? Wrapped(JsonObject json) =>
        json["$values"] as JsonArray ?? (json.ContainsKey("_type") ? json["items"] as JsonArray ?? json["values"] as JsonArray : null);

    private static string? Text(JsonObject json, string name) =>
        json.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void CommonMembers(JsonObject json)
    {
        foreach (var (name, _) in json.Where(m => !_common.Contains(m.Key, StringComparer.Ordinal)).ToArray())
        {
            if (Array.Find(_common, c => c.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } common)
            {
                json.Remove(name, out var value);
                json[common] = value;
            }
        }
    }

    private static void StandIn(JsonObject json)
    {
        if (Text(json, "type") != "Elsa.NotFoundActivity" || Text(json, "originalActivityJson") is not { } text)
        {
            return;
        }

        var designer = json["metadata"]?["designer"]?.DeepClone();
        json.Clear();
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(text)!)
        {
            json[name] = value?.DeepClone();
        }

        if (designer is not null)
        {
            json["metadata"] = json["metadata"]?.DeepClone() ?? new JsonObject();
            json["metadata"]!["designer"] = designer;
        }

        json.Remove("nodeId");
    }

    private static void Connections(JsonObject json)
    {
        if (!json.ContainsKey("connections"))
        {
            return;
        }

        var written = json["connections"];
        var items = written switch
        {
            JsonObject wrapper when Wrapped(wrapper) is { } list => list,
            JsonObject single => [single.DeepClone()],
            JsonArray list => list,
            _ => new JsonArray(),
        };
        json["connections"] = new JsonArray([.. items.Select(i => Nested((JsonObject)i!))]);
    }

    private static JsonObject Nested(JsonObject written)
    {
        var json = new JsonObject(written.Select(m => new KeyValuePair<string, JsonNode?>(Camel(m.Key), m.Value?.DeepClone())));
        foreach (var end in (string[])["source", "target"])
        {
            var port = json[end + "Port"]?.DeepClone();
            json.Remove(end + "Port");
            var nested = json[end] is JsonObject there
                ? new JsonObject(there.Where(m => m.Value is not null).Select(m => new KeyValuePair<string, JsonNode?>(Camel(m.Key), m.Value!.DeepClone())))
                : new JsonObject { ["activity"] = json[end]?.DeepClone() };
            if (port is not null)
            {
                nested["port"] = port;
            }

            json[end] = nested;
        }

        return json;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static void Park(JsonObject json)
    {
        var properties = json["customProperties"] as JsonObject;
        var parked = properties?["notFoundConnections"] as JsonArray ?? [];
        if (json["connections"] is not JsonArray connections)
        {
            return;
        }

        var ids = (json["activities"] as JsonArray ?? Wrapped((JsonObject)json["activities"]!)!).Select(a => Text((JsonObject)a!, "id")).ToHashSet();
        var all = connections.Concat(parked.Select(p => Nested((JsonObject)p!))).Select(c => c!.DeepClone()).ToLookup(c => ids.Contains((string?)c["source"]!["activity"]) && ids.Contains((string?)c["target"]!["activity"]));
        json["connections"] = new JsonArray([.. all[true]]);
        properties?.Remove("notFoundConnections");
        if (all[false].Any())
        {
            json["customProperties"] ??= new JsonObject();
            json["customProperties"]!["notFoundConnections"] = new JsonArray([.. all[false]]);
        }
    }
}
