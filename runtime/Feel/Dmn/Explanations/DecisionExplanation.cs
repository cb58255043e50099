using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>How a value came about: a decision, a box or a FEEL text with what it was made from.</summary>
/// <param name="Path">Where it stands in the model; the name of a context entry for entries.</param>
/// <param name="Text">The FEEL text, where it is one.</param>
/// <param name="Feel">How the text came to its value, sub-expression by sub-expression.</param>
/// <param name="Parts">In the order in which they were evaluated.</param>
/// <param name="Table">What the rules said, where it is a decision table.</param>
public sealed record DecisionExplanation(string Path, string? Text, FeelValue Value, FeelExplanation? Feel, IReadOnlyList<DecisionExplanation> Parts, TableExplanation? Table)
{
    /// <summary>How many parts below were run and are not told: see <see cref="FeelExplanation.MostParts"/> and <see cref="FeelExplanation.MostLevels"/>.</summary>
    public long LeftOut { get; init; }

    /// <summary>What was left out below, for people, in the language of the UI culture; null where nothing was.</summary>
    public string? LeftOutText => LeftOut == 0 ? null : DmnTexts.Of("explanation.parts-left-out", LeftOut, FeelExplanation.MostParts, FeelExplanation.MostLevels);
}
