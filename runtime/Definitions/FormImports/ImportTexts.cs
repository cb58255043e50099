using System.Text.RegularExpressions;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports;

/// <summary>Texts of other systems as ours: by language, Chinese always among them.</summary>
internal static partial class ImportTexts
{
    /// <summary>Where a file has no Chinese its first text stands in for it, so that the form can be used before it is translated.</summary>
    /// <param name="otherwise">What is said where the file says nothing.</param>
    public static LocalizedText Of(IEnumerable<KeyValuePair<string, string>> texts, string otherwise)
    {
        var byLanguage = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in texts)
        {
            if (Plain(text) is { Length: > 0 } plain)
            {
                byLanguage.TryAdd(language.Length > 0 ? language : LanguageOf(plain), plain);
            }
        }

        if (byLanguage.Count == 0 && otherwise.Length > 0)
        {
            byLanguage[LocalizedText.DefaultLanguage] = otherwise;
        }

        if (byLanguage.Count > 0 && !byLanguage.ContainsKey(LocalizedText.DefaultLanguage))
        {
            byLanguage[LocalizedText.DefaultLanguage] = byLanguage.First().Value;
        }

        return new LocalizedText(byLanguage);
    }

    public static LocalizedText Of(string text, string otherwise) => Of([new("", text)], otherwise);

    /// <summary>Without the elements of HTML.</summary>
    public static string Plain(string text) => WithoutElements(text).Trim();

    /// <summary>A part of a text: the blanks at its ends are its own.</summary>
    public static string WithoutElements(string text) => System.Net.WebUtility.HtmlDecode(Element().Replace(text, ""));

    private static string LanguageOf(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff') ? LocalizedText.DefaultLanguage : "en";

    [GeneratedRegex("</?[A-Za-z][^<>]*>")]
    private static partial Regex Element();
}
