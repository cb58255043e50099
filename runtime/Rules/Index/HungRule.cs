using LowCode.Definitions.Rules;
using LowCode.Rules.Conditions;

namespace LowCode.Rules.Index;

/// <summary>A rule as it is asked: what leads to it and what is then left of it. Kept for the next version, which compiles only what changed.</summary>
/// <param name="Residual">What it was made from.</param>
/// <param name="Conditions">The one that the keys may already satisfy comes first.</param>
/// <param name="Hangs">False: no key leads to it.</param>
internal sealed record HungRule(
    IReadOnlyList<RuleCondition> Residual, CompiledCondition[] Conditions, IReadOnlyList<(RuleKey Key, CompiledTest[]? Tests, bool IsSatisfied)> Leads, bool Hangs);

/// <summary>
/// What a version may take over from the one before it. Rules are told by reference: a changed rule is another object, all others stay the same
/// ones (<see cref="RuleSetDefinition.With"/>).
/// </summary>
/// <param name="Texts">Conditions that may be shared, as JSON: the same text is the same condition.</param>
internal sealed record IndexParts(
    Vocabulary Vocabulary, KeyTables Tables, IReadOnlyDictionary<RuleDefinition, HungRule> Rules, IReadOnlyDictionary<RuleCondition, string> Texts);
