using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Work.DeadLetters;

/// <summary>A payload as it is shown: what opens other systems is masked. What is kept, and sent again, is whole.</summary>
internal static class ShownPayload
{
    public const string Mask = "***";

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _secret = ["authorization", "cookie", "token", "secret", "password", "apikey", "api-key", "access-key", "signature", "credential"];

    public static string? Of(string? kept)
    {
        try
        {
            var payload = kept is null ? null : JsonNode.Parse(kept);
            return payload is not null && MaskIn(payload, isHeader: false) ? payload.ToJsonString(_readable) : kept;
        }
        catch (JsonException)
        {
            // A message may be a plain text.
            return kept;
        }
    }

    /// <param name="isHeader">Its members are headers.</param>
    /// <returns>Something was masked.</returns>
    private static bool MaskIn(JsonNode node, bool isHeader)
    {
        var isMasked = false;
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    isMasked |= MaskIn(item, isHeader: false);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is not null && isHeader && IsSecret(name))
                    {
                        members[name] = Mask;
                        isMasked = true;
                    }
                    else if (value is not null)
                    {
                        isMasked |= MaskIn(value, isHeader: name.Contains("headers", StringComparison.OrdinalIgnoreCase));
                    }
                }

                break;
        }

        return isMasked;
    }

    private static bool IsSecret(string header) => Array.Exists(_secret, s => header.Contains(s, StringComparison.OrdinalIgnoreCase));
}
