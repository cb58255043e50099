using LowCode.Feel.Compiling;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>How a value came about: a decision, a box or a FEEL text with what it was made from.</summary>
/// <param name="Path">Where it stands in the model; the name of a context entry for entries.</param>
/// <param name="Text">The FEEL text, where it is one.</param>
/// <param name="Feel">How the text came to its value, sub-expression by sub-expression.</param>
/// <param name="Parts">In the order in which they were evaluated.</param>
/// <param name="Table">What the rules said, where it is a decision table.</param>
public sealed record DecisionExplanation(string Path, string? Text, FeelValue Value, FeelExplanation? Feel, IReadOnlyList<DecisionExplanation> Parts, TableExplanation? Table);
