using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.FormUi;

namespace LowCode.Host.Api;

/// <summary>The elements of a JSON array as the bytes that they are.</summary>
/// <param name="Problem">Null: it is an array, and each element is whole.</param>
internal readonly record struct JsonArrayItems(IReadOnlyList<ReadOnlyMemory<byte>> Items, Problem? Problem)
{
    /// <param name="most">More elements than these are refused before they are read.</param>
    public static JsonArrayItems Of(ReadOnlyMemory<byte> json, int most)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return Refused("", Texts.RulesNoArray);
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (items.Count == most)
                {
                    return Refused($"/{most}", Texts.RulesTooMany.With(most));
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                items.Add(json[start..(int)reader.BytesConsumed]);
            }

            // Nothing may follow the array.
            return reader.Read() ? Refused("", Texts.RulesNoArray) : new JsonArrayItems(items, null);
        }
        catch (JsonException broken)
        {
            return Refused($"/{items.Count}", Texts.RulesBadJson.With(broken.LineNumber + 1, broken.BytePositionInLine + 1));
        }
    }

    private static JsonArrayItems Refused(string path, string message) => new([], new Problem(path, "rules.bad-batch", message));
}
