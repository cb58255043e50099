using System.Text.RegularExpressions;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Languages as sheets name them: <c>English (en)</c>, <c>French</c>, <c>zh-CN</c>.</summary>
internal static partial class XlsLanguages
{
    private static readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en",
        ["chinese"] = "zh-CN",
        ["中文"] = "zh-CN",
        ["mandarin"] = "zh-CN",
        ["french"] = "fr",
        ["français"] = "fr",
        ["spanish"] = "es",
        ["español"] = "es",
        ["portuguese"] = "pt",
        ["arabic"] = "ar",
        ["russian"] = "ru",
        ["german"] = "de",
        ["swahili"] = "sw",
        ["hindi"] = "hi",
        ["bengali"] = "bn",
        ["nepali"] = "ne",
        ["indonesian"] = "id",
        ["vietnamese"] = "vi",
        ["khmer"] = "km",
        ["thai"] = "th",
        ["turkish"] = "tr",
        ["urdu"] = "ur",
        ["amharic"] = "am",
        ["burmese"] = "my",
        ["japanese"] = "ja",
        ["korean"] = "ko",
        ["italian"] = "it",
        ["dutch"] = "nl",
        ["polish"] = "pl",
        ["ukrainian"] = "uk",
        ["tibetan"] = "bo",
        ["uyghur"] = "ug",
    };

    /// <summary>Empty: it is the default.</summary>
    public static string TagOf(string language)
    {
        var text = language.Trim();
        if (text.Length == 0 || text.Equals("default", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var tag = InParentheses().Match(text) is { Success: true } match ? match.Groups[1].Value : text;
        if (tag.Equals("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("zh-Hans", StringComparison.OrdinalIgnoreCase) || tag.Equals("zh-CN", StringComparison.OrdinalIgnoreCase))
        {
            return "zh-CN";
        }

        if (_byName.TryGetValue(tag, out var known))
        {
            return known;
        }

        if (Tag().IsMatch(tag))
        {
            return tag;
        }

        // A language that nobody knows keeps its name, as a tag for private use.
        var plain = string.Concat(tag.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return plain.Length >= 2 ? $"mis-{plain[..Math.Min(plain.Length, 8)]}" : "";
    }

    [GeneratedRegex(@"\(\s*([A-Za-z0-9-]+)\s*\)\s*$")]
    private static partial Regex InParentheses();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Tag();
}
