using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Definitions.Workflows;

/// <summary>Some writers wrap values to keep a .NET type: <c>{"_type": .., "items": [..]}</c>. The wrapped value is what counts.</summary>
internal static class TypeWrappers
{
    private const string Marker = "_type";
    private const string Bag = "customProperties";
    private static readonly string[] _contents = ["items", "values", "$values"];

    /// <summary>A copy that does not depend on the document's memory.</summary>
    public static JsonElement Remove(JsonElement json)
    {
        if (!Has(json))
        {
            return json.Clone();
        }

        return JsonSerializer.SerializeToElement(json.ValueKind == JsonValueKind.Object ? Document(json) : Unwrap(json));
    }

    // What others keep in the bag of a definition is theirs: there the type may be what counts.
    private static JsonObject Document(JsonElement json)
    {
        var members = new JsonObject();
        foreach (var member in json.EnumerateObject().Where(m => m.Name != Marker))
        {
            var isBag = member.Name.Equals(Bag, StringComparison.OrdinalIgnoreCase);
            members[member.Name] = isBag ? JsonSerializer.SerializeToNode(member.Value) : Unwrap(member.Value);
        }

        return members;
    }

    private static bool Has(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(m => m.Name == Marker || Has(m.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(Has),
        _ => false,
    };

    private static JsonNode? Unwrap(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return new JsonArray([.. json.EnumerateArray().Select(Unwrap)]);
            case JsonValueKind.Object:
                if (json.TryGetProperty(Marker, out _))
                {
                    foreach (var name in _contents)
                    {
                        if (json.Member(name) is { ValueKind: JsonValueKind.Array } contents)
                        {
                            return Unwrap(contents);
                        }
                    }
                }

                var members = new JsonObject();
                foreach (var member in json.EnumerateObject().Where(m => m.Name != Marker))
                {
                    members[member.Name] = Unwrap(member.Value);
                }

                return members;
            default:
                return JsonValue.Create(json.Clone());
        }
    }
}
