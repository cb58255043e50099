using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Portal.Troubles;

/// <summary>What a dead letter carries, for people to read.</summary>
public static class LetterPayload
{
    // Shown as text of an element, which encodes by itself.
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON by lines; what is no JSON as it is.</summary>
    public static string? Show(string? payload)
    {
        if (payload is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(payload)?.ToJsonString(_readable) ?? payload;
        }
        catch (JsonException)
        {
            return payload;
        }
    }
}
