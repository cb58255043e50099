using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// The HTML that rich text may hold: a few elements that only format, links to web pages and mail, and no other attributes. Everything
/// that looks like markup and is not among them is refused, so that nothing depends on how a browser would repair it.
/// </summary>
public static partial class RichText
{
    private const int LongestQuote = 30;

    private static readonly HashSet<string> _elements = new(StringComparer.Ordinal)
    {
        "p", "br", "strong", "em", "u", "s", "h3", "h4", "ul", "ol", "li", "blockquote", "a",
    };

    // Elements whose contents are not text either.
    private static readonly HashSet<string> _opaque = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "iframe", "object", "template", "svg", "math", "title", "textarea", "noscript" };

    /// <summary>For messages.</summary>
    public static string AllowedElements { get; } = string.Join(", ", _elements);

    /// <summary>Keeps what is allowed, drops other elements and keeps their text, drops what is never text. Its result is never refused.</summary>
    public static string Sanitize(string html)
    {
        var (clean, at) = (new StringBuilder(html.Length), 0);
        for (var open = html.IndexOf('<'); open >= 0; open = html.IndexOf('<', at))
        {
            clean.Append(html, at, open - at);
            if (Tag.At(html, open) is not { } tag)
            {
                clean.Append("&lt;");
                at = open + 1;
            }
            else if (IsAllowed(tag))
            {
                clean.Append(html, open, tag.End - open);
                at = tag.End;
            }
            else
            {
                at = AfterForbidden(html, tag);
            }
        }

        return clean.Append(html, at, html.Length - at).ToString();
    }

    /// <summary>The first piece of markup that may not stand there; null for none.</summary>
    public static string? FirstForbidden(string html)
    {
        for (var open = html.IndexOf('<'); open >= 0; open = html.IndexOf('<', open + 1))
        {
            if (Tag.At(html, open) is not { } tag || !IsAllowed(tag))
            {
                return html[open..Math.Min(html.Length, open + LongestQuote)];
            }
        }

        return null;
    }

    private static bool IsAllowed(Tag tag) =>
        _elements.Contains(tag.Name) && (tag.Attributes.Length == 0 || (tag is { Name: "a", IsEnd: false } && Link().IsMatch(tag.Attributes)));

    private static int AfterForbidden(string html, Tag tag)
    {
        if (tag.IsEnd || !_opaque.Contains(tag.Name))
        {
            return tag.End;
        }

        var close = html.IndexOf($"</{tag.Name}", tag.End, StringComparison.OrdinalIgnoreCase);
        return close < 0 ? html.Length : html.IndexOf('>', close) is >= 0 and var end ? end + 1 : html.Length;
    }

    [GeneratedRegex(@"\Ahref=""(?:https?://|mailto:)[^""<>\s]*""\z", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    /// <param name="End">Index behind it.</param>
    private sealed record Tag(string Name, bool IsEnd, string Attributes, int End)
    {
        /// <summary>Null where what begins there is no tag.</summary>
        public static Tag? At(string html, int open)
        {
            var at = open + 1;
            var isEnd = at < html.Length && html[at] == '/';
            var first = isEnd ? at + 1 : at;
            for (at = first; at < html.Length && (char.IsAsciiLetter(html[at]) || (at > first && char.IsAsciiDigit(html[at]))); at++)
            {
            }

            var end = at == first ? -1 : EndOf(html, at);
            return end < 0 ? null : new(html[first..at], isEnd, html[at..end].TrimEnd('/').Trim(), end + 1);
        }

        // Of its '>'; -1 where none closes it before the next one opens.
        private static int EndOf(string html, int at)
        {
            char? quote = null;
            for (; at < html.Length && html[at] != '<'; at++)
            {
                if (html[at] is '"' or '\'' && (quote is null || quote == html[at]))
                {
                    quote = quote is null ? html[at] : null;
                }
                else if (html[at] == '>' && quote is null)
                {
                    return at;
                }
            }

            return -1;
        }
    }
}
