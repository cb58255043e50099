using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

public enum RuleFindingKind
{
    /// <summary>No document satisfies the rule.</summary>
    NeverHolds,

    /// <summary>Another rule has the same condition, validity and action.</summary>
    Duplicate,

    /// <summary>Another rule has the same condition and validity but asks for another action.</summary>
    Contradiction,

    /// <summary>Whenever the rule holds, the other one holds too and asks for as much.</summary>
    Subsumed,

    /// <summary>Whether the rule can hold at all could not be told.</summary>
    NotDecided,
}

/// <param name="Other">The rule that it is compared with; null where it is about one rule alone.</param>
/// <param name="Message">For people, in the language of the current UI culture.</param>
public sealed record RuleFinding(RuleFindingKind Kind, RuleDefinition Rule, RuleDefinition? Other, string Message);

/// <param name="NotDecidedShare">Rules of which it could not be told whether they can hold, of all.</param>
public sealed record RuleReport(IReadOnlyList<RuleFinding> Findings, double NotDecidedShare);
