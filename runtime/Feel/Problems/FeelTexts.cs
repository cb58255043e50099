using System.Globalization;
using System.Resources;
using LowCode.Feel.Values;

namespace LowCode.Feel.Problems;

/// <summary>The texts of the library, from resources.</summary>
public static class FeelTexts
{
    // Long values would hide the sentence.
    private const int LongestArgument = 61;

    // A function of somebody else's may report a problem with fewer arguments than its text has places.
    private static readonly string[] _missing = ["", "", "", "", ""];

    private static readonly ResourceManager _texts = new(typeof(FeelTexts).FullName!, typeof(FeelTexts).Assembly);

    internal static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>The text of a key, or the key where there is none.</summary>
    public static string Of(string key, CultureInfo language) => _texts.GetString(key, language) ?? key;

    internal static string Format(string key, IReadOnlyList<object?> arguments, CultureInfo language) =>
        string.Format(language, Of(key, language), [.. arguments.Select(a => Written(a, language)), .. _missing]);

    private static string Written(object? argument, CultureInfo language) => argument switch
    {
        TextKey key => Of(key.Key, language),
        FeelValue value => value.ToText(LongestArgument),
        _ => ShortText.Of(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "", LongestArgument),
    };
}
