using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
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

    /// <summary>
    /// The same pattern as other regular expressions understand it (ECMA 262): digits and word characters are those of ASCII, so that a
    /// form, its schema and a browser mean the same.
    /// </summary>
    public static string Portable(string pattern)
    {
        var (text, inClass) = (new StringBuilder(pattern.Length), false);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                var set = pattern[++i] switch { 'd' => "0-9", 'w' => "A-Za-z0-9_", _ => null };
                text.Append(set is null ? $"\\{pattern[i]}" : inClass ? set : $"[{set}]");
                continue;
            }

            inClass = pattern[i] switch { '[' => true, ']' => false, _ => inClass };
            text.Append(pattern[i]);
        }

        return text.ToString();
    }

    private static Regex? Make(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{Portable(pattern)})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
