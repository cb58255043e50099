using System.Globalization;
using System.Resources;
using LowCode.Definitions.Problems;

namespace LowCode.Rules.Documents;

/// <summary>What is wrong with a screened document, in the language of the reader. A problem's code is the name of its text.</summary>
internal static class DocumentProblem
{
    private const int LongestQuote = 60;

    private static readonly ResourceManager _texts = new("LowCode.Rules.Documents.DocumentTexts", typeof(DocumentProblem).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static Problem Of(string path, string code, params object?[] values) =>
        new(path, code, string.Format(CultureInfo.CurrentCulture, Text(code), [.. values.Select(Clip)]));

    /// <summary>The name of a kind of value, for people.</summary>
    public static string Kind(string name) => Text(name);

    private static string Text(string code) =>
        _texts.GetString(code, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text '{code}'.");

    private static object? Clip(object? value) => value is string { Length: > LongestQuote } text ? text[..LongestQuote] + "…" : value;
}
