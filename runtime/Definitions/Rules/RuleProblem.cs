using System.Globalization;
using System.Resources;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>What is wrong with a rule, in the language of the reader. A problem's code is the name of its text.</summary>
internal static class RuleProblem
{
    private const int LongestList = 400;

    private static readonly ResourceManager _texts = new("LowCode.Definitions.Rules.RuleTexts", typeof(RuleProblem).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static Problem Of(string path, string code, params object?[] values) =>
        new(path, code, string.Format(CultureInfo.CurrentCulture, Text(code), [.. values.Select(Clip)]));

    private static string Text(string code) =>
        _texts.GetString(code, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text '{code}'.");

    // Lists of what would have been right may be long.
    private static object? Clip(object? value) => value is string { Length: > LongestList } text ? text[..LongestList] + "…" : value;
}
