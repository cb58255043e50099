using System.Globalization;
using System.Resources;

namespace LowCode.Definitions.Texts;

/// <summary>What this room says to people about problems, in the language of the current UI culture. A problem's code is the name of its text.</summary>
internal static class ProblemTexts
{
    private const int LongestQuote = 60;
    private const int LongestList = 400;

    private static readonly ResourceManager Resources = new("LowCode.Definitions.Texts.ProblemTexts", typeof(ProblemTexts).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static string Of(string code, params object?[] values)
    {
        var text = Resources.GetString(code) ?? throw new InvalidOperationException($"No text '{code}'.");
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, [.. values.Select(Quoted)]);
    }

    /// <summary>The text in every language of the product.</summary>
    public static LocalizedText InEach(string code) =>
        new(new[] { LocalizedText.DefaultLanguage, "en" }.ToDictionary(l => l, l => Resources.GetString(code, CultureInfo.GetCultureInfo(l)) ?? throw new InvalidOperationException($"No text '{code}'.")));

    /// <summary>What came may be huge; its beginning tells enough.</summary>
    public static string Clip(string value) => Clip(value, LongestQuote);

    private static string Clip(string value, int longest) => value.Length <= longest ? value : value[..longest] + "…";

    // Lists of what would have been right may be longer than what came.
    private static object? Quoted(object? value) => value is string text ? Clip(text, LongestList) : value;
}
