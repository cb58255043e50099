using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LowCode.Work.DeadLetters;

/// <summary>A payload as it is shown: what opens other systems is masked. What is kept, and sent again, is whole.</summary>
internal static partial class ShownPayload
{
    public const string Mask = "***";

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _secret = ["authorization", "secret", "password", "apikey", "api-key", "api_key", "access-key", "access_key", "accesskey"];

    // Elsewhere these are words of the trade.
    private static readonly string[] _secretInHeaders = ["cookie", "signature", "token", "credential"];

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
                foreach (var (index, item) in items.Index().Where(i => i.Item is not null).ToList())
                {
                    if (Covered(item!) is { } covered)
                    {
                        items[index] = covered;
                        isMasked = true;
                    }
                    else
                    {
                        isMasked |= MaskIn(item!, isHeader: false);
                    }
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is not null && IsSecret(name, isHeader))
                    {
                        members[name] = Mask;
                        isMasked = true;
                    }
                    else if (value is not null && Covered(value) is { } covered)
                    {
                        members[name] = covered;
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

    private static bool IsSecret(string name, bool isHeader) =>
        Array.Exists(_secret, s => name.Contains(s, StringComparison.OrdinalIgnoreCase))
        || (isHeader && Array.Exists(_secretInHeaders, s => name.Contains(s, StringComparison.OrdinalIgnoreCase)));

    // An address may carry a name with a password, and keys among its parameters.
    private static string? Covered(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String || (string)value! is not { } text || !text.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var covered = Parameter().Replace(
            UserInformation().Replace(text, "$1" + Mask + "@"),
            match => IsSecret(match.Groups["name"].Value, isHeader: true) || match.Groups["name"].Value is "key" or "sign" or "sig" or "code"
                ? $"{match.Groups["before"].Value}{match.Groups["name"].Value}={Mask}"
                : match.Value);
        return covered == text ? null : covered;
    }

    [GeneratedRegex(@"(://)[^/?#@\s]+@")]
    private static partial Regex UserInformation();

    [GeneratedRegex(@"(?<before>[?&])(?<name>[^=&#\s]+)=[^&#\s]*")]
    private static partial Regex Parameter();
}
