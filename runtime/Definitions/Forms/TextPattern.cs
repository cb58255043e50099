using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.Forms;

/// <summary>
/// The regular expressions that forms may hold: those that run in time linear to the text (no look-around, no back references),
/// because they are written by one person and run on what another one types. The whole text must match.
/// </summary>
internal static class TextPattern
{
    private static readonly ConcurrentDictionary<string, Regex?> Known = new(StringComparer.Ordinal);

    /// <summary>Null where the pattern cannot be used.</summary>
    public static Regex? Of([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => Known.GetOrAdd(pattern, Make);

    private static Regex? Make(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
