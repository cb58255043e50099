using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>A decision table at work: every cell was evaluated, also where the answer was clear before.</summary>
public sealed record TableExplanation(IReadOnlyList<InputExplanation> Inputs, IReadOnlyList<RuleExplanation> Rules);

/// <param name="Text">The input expression.</param>
public sealed record InputExplanation(string Text, FeelValue Value);

/// <param name="Number">From 1, as people count.</param>
/// <param name="Matches">Whether all cells hold.</param>
/// <param name="Outputs">What the rule gives, by output; empty where it does not match.</param>
public sealed record RuleExplanation(int Number, bool Matches, IReadOnlyList<CellExplanation> Cells, IReadOnlyList<FeelValue> Outputs);

/// <param name="Text">The cell as written.</param>
/// <param name="Holds">Null where the test can say neither, which counts as no.</param>
/// <param name="Why">A sentence for people, in the language of the UI culture.</param>
public sealed record CellExplanation(string Text, bool? Holds, string Why);
