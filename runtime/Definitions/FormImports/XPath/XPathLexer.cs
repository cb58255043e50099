namespace LowCode.Definitions.FormImports.XPath;

internal enum XPathTokenKind
{
    Number,
    Text,
    Question,
    Name,
    Symbol,
    End,
}

/// <param name="Start">Index of its first character.</param>
internal readonly record struct XPathToken(XPathTokenKind Kind, string Text, int Start);

/// <summary>Takes an expression apart.</summary>
internal static class XPathLexer
{
    private static readonly string[] _symbols = ["::", "//", "..", "!=", "<=", ">=", "(", ")", "[", "]", ",", "/", "|", "+", "-", "*", "=", "<", ">", ".", "@"];

    /// <summary>The last token is the end.</summary>
    /// <param name="wrongAt">Where something stands that is no token; -1: nowhere.</param>
    public static List<XPathToken> Read(string text, out int wrongAt)
    {
        wrongAt = -1;
        var tokens = new List<XPathToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (ReadOne(text, at, out var next) is not { } token)
            {
                wrongAt = at;
                break;
            }

            tokens.Add(token);
            at = next;
        }

        tokens.Add(new XPathToken(XPathTokenKind.End, "", text.Length));
        return tokens;
    }

    private static XPathToken? ReadOne(string text, int at, out int next)
    {
        var c = text[at];
        if (c is '\'' or '"')
        {
            var end = text.IndexOf(c, at + 1);
            next = end + 1;
            return end < 0 ? null : new XPathToken(XPathTokenKind.Text, text[(at + 1)..end], at);
        }

        if (text.AsSpan(at).StartsWith("${", StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            next = end + 1;
            return end < 0 ? null : new XPathToken(XPathTokenKind.Question, text[(at + 2)..end].Trim(), at);
        }

        next = at;
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            while (next < text.Length && (char.IsAsciiDigit(text[next]) || text[next] == '.'))
            {
                next++;
            }

            return new XPathToken(XPathTokenKind.Number, text[at..next], at);
        }

        if (IsNameStart(c))
        {
            next = EndOfName(text, at);
            return new XPathToken(XPathTokenKind.Name, text[at..next], at);
        }

        var symbol = Array.Find(_symbols, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
        next = at + (symbol?.Length ?? 0);
        return symbol is null ? null : new XPathToken(XPathTokenKind.Symbol, symbol, at);
    }

    // A colon within a name joins its prefix; two are an axis.
    private static int EndOfName(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length
            && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'
                || (text[end] == ':' && end + 1 < text.Length && IsNameStart(text[end + 1]) && text[end - 1] != ':')))
        {
            end++;
        }

        return end;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';
}
