using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace LowCode.Definitions.Values;

/// <summary>
/// Texts that every store can keep: without the character U+0000, which PostgreSQL has no place for, and without halves of surrogate pairs, which
/// are no characters.
/// </summary>
public static class StorableText
{
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        if (rest.Contains('\0'))
        {
            return false;
        }

        for (var at = rest.IndexOfAnyInRange('\ud800', '\udfff'); at >= 0; at = rest.IndexOfAnyInRange('\ud800', '\udfff'))
        {
            if (at + 1 == rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return false;
            }

            rest = rest[(at + 2)..];
        }

        return true;
    }

    /// <summary>The path of the first text or name that is none, without a slash before it; null: all of them are.</summary>
    public static string? FirstOther(JsonElement json, string path = "")
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        // Only an escape, or bytes that are no UTF-8, can stand for one: most documents are passed without a look at each text.
        var written = JsonMarshal.GetRawUtf8Value(json);
        return written.IndexOf("\\u"u8) < 0 && Utf8.IsValid(written) ? null : Look(json, path);
    }

    /// <inheritdoc cref="FirstOther(JsonElement, string)"/>
    public static string? FirstOther(JsonNode? json, string path = "")
    {
        try
        {
            return json switch
            {
                JsonObject members => members
                    .Select(m => Is(m.Key) ? FirstOther(m.Value, Below(path, m.Key)) : path)
                    .FirstOrDefault(p => p is not null),
                JsonArray items => items.Select((item, i) => FirstOther(item, Below(path, i))).FirstOrDefault(p => p is not null),
                JsonValue value when value.TryGetValue<JsonElement>(out var element) => FirstOther(element, path),
                JsonValue value when value.TryGetValue<string>(out var text) => Is(text) ? null : path,
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // A name that cannot be read at all.
            return path;
        }
    }

    private static string? Look(JsonElement json, string path)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => Is(json.GetString()!) ? null : path,
                JsonValueKind.Object => json.EnumerateObject()
                    .Select(m => Is(m.Name) ? Look(m.Value, Below(path, m.Name)) : path)
                    .FirstOrDefault(p => p is not null),
                JsonValueKind.Array => json.EnumerateArray().Select((item, i) => Look(item, Below(path, i))).FirstOrDefault(p => p is not null),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character, or no UTF-8.
            return path;
        }
    }

    private static string Below(string path, object name) => path.Length == 0 ? $"{name}" : $"{path}/{name}";
}
