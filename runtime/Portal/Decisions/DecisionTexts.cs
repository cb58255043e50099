using LowCode.Feel.Values;

namespace LowCode.Portal.Decisions;

/// <summary>Texts and values of models, which may be as long as they like, in a line.</summary>
internal static class DecisionTexts
{
    private const int Most = 200;

    public static string Short(FeelValue value) => value.ToText(Most);

    /// <summary>A text as it stands, without the quotation marks of an expression.</summary>
    public static string Cut(string text) => text.Length <= Most ? text : string.Concat(text.AsSpan(0, Most - 1), "…");
}
