using System.Globalization;
using System.Resources;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Texts;

/// <summary>What the use cases say to people, in the language of the current UI culture. A rejection's code is the name of its text.</summary>
internal static class WorkTexts
{
    private static readonly ResourceManager Resources = new("LowCode.Work.Texts.WorkTexts", typeof(WorkTexts).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static string Of(string code, params object?[] values)
    {
        var text = Resources.GetString(code) ?? throw new InvalidOperationException($"No text '{code}'.");
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
    }

    /// <summary>For texts that are stored: readers choose the language later.</summary>
    public static LocalizedText InAllLanguages(string code, params object?[] values) => new(
        new[] { LocalizedText.DefaultLanguage, "en" }.ToDictionary(language => language, language => In(CultureInfo.GetCultureInfo(language), code, values)));

    /// <summary>For files that are read back whatever the reader's language was.</summary>
    public static string In(CultureInfo language, string code) => In(language, code, []);

    private static string In(CultureInfo language, string code, object?[] values)
    {
        var text = Resources.GetString(code, language) ?? throw new InvalidOperationException($"No text '{code}'.");
        return values.Length == 0 ? text : string.Format(language, text, values);
    }
}
