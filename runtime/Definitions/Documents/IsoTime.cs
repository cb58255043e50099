using System.Globalization;

namespace LowCode.Definitions.Documents;

/// <summary>Points in time as documents and forms spell them: ISO 8601 with an offset or Z, seconds optional.</summary>
internal static class IsoTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryRead(string text, out DateTimeOffset time)
    {
        time = default;
        return HasOffset(text) && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    // Without one the machine's own zone would be taken.
    private static bool HasOffset(string text) => text.Length > 6 && (text[^1] == 'Z' || text[^6] is '+' or '-');
}
