using System.Text.Json;

namespace LowCode.Definitions.Workflows;

/// <summary>Lenient access to members: names match in any letter case, a value of another kind counts as absent.</summary>
public static class JsonMembers
{
    /// <summary>Null where the member is absent or null, or this is no object.</summary>
    public static JsonElement? Member(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (json.TryGetProperty(name, out var exact))
        {
            return exact.ValueKind == JsonValueKind.Null ? null : exact;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
            }
        }

        return null;
    }

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? Whole(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    public static double? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    public static bool? Flag(this JsonElement json, string name) =>
        json.Member(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>Items of a list member; <c>{"$values": [..]}</c> counts as a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name)
    {
        var list = json.Member(name);
        if (list is { ValueKind: JsonValueKind.Object } wrapped)
        {
            list = wrapped.Member("$values");
        }

        return list is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
    }
}
