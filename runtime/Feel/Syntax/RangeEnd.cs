using LowCode.Feel.Scopes;

namespace LowCode.Feel.Syntax;

/// <summary>Tells by what follows whether a bracket behind the end of a range may open a filter: <c>[1..x[1]]</c> or <c>[1..x[</c>.</summary>
internal static class RangeEnd
{
    /// <summary>False where a sign, a separator or a keyword follows that no condition begins with: then the bracket closes the range.</summary>
    /// <param name="bracket">Where the bracket stands.</param>
    public static bool MayOpenFilter(string text, int bracket)
    {
        var at = bracket + 1;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return false;
        }

        var word = text.AsSpan(at, NameTokens.WordEnd(text, at) - at);
        if (word.Length > 0)
        {
            return !Reader.IsKeyword(word) || word is "if" or "for" or "some" or "every" or "function";
        }

        // A slash may begin a comment; the parser knows.
        return text[at] is '"' or '@' or '(' or '[' or ']' or '{' or '-' or '/' or '.';
    }
}
