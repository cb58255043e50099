using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Values that are JSON objects with a few members.</summary>
internal static class ObjectShape
{
    /// <summary>Reports members that the shape does not have.</summary>
    public static bool HasOnly(JsonObject value, string[] members, ValueReading reading, string within = "")
    {
        var before = true;
        foreach (var (name, _) in value)
        {
            if (Array.IndexOf(members, name) < 0)
            {
                var path = JsonPointer.Append(ValueReading.PathOf(reading.Field, reading.Table, reading.Row) + within, name);
                reading.Add(new Problem(path, "document.unknown-member", ProblemTexts.Of("document.unknown-member", name, string.Join(", ", members))));
                before = false;
            }
        }

        return before;
    }

    /// <summary>Describes an object with these members and no others.</summary>
    public static void Describe(JsonObject schema, string[] required, params ReadOnlySpan<(string Name, JsonObject Schema)> members)
    {
        var properties = new JsonObject();
        foreach (var (name, member) in members)
        {
            properties[name] = member;
        }

        schema["type"] = "object";
        schema["properties"] = properties;
        schema["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        schema["additionalProperties"] = false;
    }
}
