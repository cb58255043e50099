using Ganss.Xss;

namespace LowCode.FormUi.Values;

/// <summary>Rich text without anything that could do something: a few elements that format, links to pages and mail; what forms take, in their spelling.</summary>
public static class SafeHtml
{
    // Elements whose contents nobody wrote to be read.
    private static readonly HashSet<string> _neverText = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "iframe", "object", "template", "noscript", "title", "textarea" };

    private static readonly HtmlSanitizer _formatted = Sanitizer("p", "br", "strong", "em", "u", "s", "h3", "h4", "ul", "ol", "li", "blockquote", "a");
    private static readonly HtmlSanitizer _plain = Sanitizer();

    public static string Of(string html) => _formatted.Sanitize(html);

    /// <summary>No word in it, whatever it is made of.</summary>
    public static bool IsBlank(string html) => string.IsNullOrWhiteSpace(_plain.Sanitize(html).Replace("&nbsp;", " ", StringComparison.Ordinal));

    // Once set up it is only read, so all screens share it.
    private static HtmlSanitizer Sanitizer(params string[] elements)
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(elements, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        })
        {
            KeepChildNodes = true,
        };
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (_neverText.Contains(removing.Tag.NodeName))
            {
                removing.Tag.TextContent = "";
            }
        };
        return sanitizer;
    }
}
