using System.Buffers;
using System.Text;

namespace LowCode.Feel.Scopes;

/// <summary>Names as FEEL writes them: words, and between them spaces and the signs <c>. / - ' + *</c>.</summary>
internal static class NameTokens
{
    /// <summary>The word at a place, or the one sign there, or nothing at the end and at white space.</summary>
    public static ReadOnlySpan<char> First(string text, int at)
    {
        var end = WordEnd(text, at);
        return end > at ? text.AsSpan(at, end - at) : at < text.Length && !char.IsWhiteSpace(text[at]) ? text.AsSpan(at, 1) : [];
    }

    public static string[] Split(string name)
    {
        var tokens = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            var token = First(name, at);
            if (token.Length == 0)
            {
                at++;
                continue;
            }

            tokens.Add(token.ToString());
            at += token.Length;
        }

        return [.. tokens];
    }

    /// <summary>Where the word that begins at a place ends; the place itself when none does.</summary>
    public static int WordEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && Rune.TryGetRuneAt(text, end, out var rune) && (end == at ? IsStart(rune) || IsPart(rune) : IsPart(rune)))
        {
            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    /// <summary>Where the word that ends at a place begins; the place itself when none does.</summary>
    public static int WordStart(string text, int at)
    {
        var start = at;
        while (Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var rune, out var length) == OperationStatus.Done && IsPart(rune))
        {
            start -= length;
        }

        return start;
    }

    public static bool StartsWord(string text, int at) => at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsStart(rune);

    public static bool IsSign(char c) => c is '.' or '/' or '-' or '\'' or '+' or '*';

    // DMN 1.5, 10.3.1.2, rule 28, without the white space that it would let in (U+1680, U+2000 to U+200B, U+3000).
    private static bool IsStart(Rune rune) => rune.Value switch
    {
        '?' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => true,
        < 0xC0 => false,
        0xD7 or 0xF7 or 0x37E or 0x1680 or 0x180E => false,
        <= 0x2FF or (>= 0x370 and <= 0x1FFF) or 0x200C or 0x200D or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) => true,
        (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF) => true,
        _ => false,
    };

    private static bool IsPart(Rune rune) => IsStart(rune) || rune.Value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;
}
