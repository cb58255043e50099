using System.Globalization;
using System.Resources;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Problems;

/// <summary>What decisions say to people, in the language of the current UI culture. A problem's code is the name of its text.</summary>
internal static class DmnTexts
{
    // Long values would hide the sentence.
    private const int LongestValue = 61;

    private static readonly ResourceManager _resources = new("LowCode.Feel.Dmn.Problems.DmnTexts", typeof(DmnTexts).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static string Of(string code, params object?[] values)
    {
        var text = _resources.GetString(code) ?? throw new InvalidOperationException($"No text '{code}'.");
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, [.. values.Select(Written)]);
    }

    private static object? Written(object? value) => value is FeelValue feel ? feel.ToText(LongestValue) : value;
}
