using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Explanations;

/// <summary>
/// A decision table at work: every cell of the rules that are told was evaluated, also where the answer was clear before. Of a long table
/// the rules that decided are told first, then as many others as there is room for, all in their order.
/// </summary>
public sealed record TableExplanation(IReadOnlyList<InputExplanation> Inputs, IReadOnlyList<RuleExplanation> Rules)
{
    /// <summary>How many rules are not told: see <see cref="FeelExplanation.MostParts"/>, which counts cells as parts.</summary>
    public int RulesLeftOut { get; init; }

    /// <summary>What was left out, for people, in the language of the UI culture; null where nothing was.</summary>
    public string? LeftOutText => RulesLeftOut == 0 ? null : DmnTexts.Of("explanation.rules-left-out", RulesLeftOut, Rules.Count + RulesLeftOut);
}

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
