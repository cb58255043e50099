using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Evaluation;

/// <summary>What an evaluation gave.</summary>
/// <param name="Reasons">Why parts of it are null, in the order met.</param>
/// <param name="Explanation">How the value came about; empty unless it was asked for.</param>
public sealed record DecisionResult(FeelValue Value, IReadOnlyList<DecisionReason> Reasons, IReadOnlyList<DecisionExplanation> Explanation);
