using LowCode.Feel.Values;

namespace LowCode.Portal.Decisions;

/// <summary>Texts and values of models, which may be as long as they like, in a line.</summary>
internal static class DecisionTexts
{
    private const int Most = 200;

    public static string Short(FeelValue value) => value.ToText(Most);
}
