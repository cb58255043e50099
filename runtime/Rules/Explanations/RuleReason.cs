using LowCode.Definitions.Rules;

namespace LowCode.Rules.Explanations;

/// <summary>Why a rule holds for a document, or why not.</summary>
/// <param name="IsInForce">The document's date lies within the rule's validity.</param>
public sealed record RuleReason(RuleDefinition Rule, bool Holds, bool IsInForce, ConditionReason Condition);

/// <summary>One condition with what the document holds there.</summary>
/// <param name="Condition"><c>all</c>, <c>any</c> or <c>not</c> for those with parts, else the condition as JSON.</param>
/// <param name="Value">The values it was judged by, as JSON; for lines the number of the line, from 1, that satisfies it or comes nearest.</param>
/// <param name="Parts">Every part, also behind the one that decided.</param>
public sealed record ConditionReason(string Condition, bool Holds, string? Value, IReadOnlyList<ConditionReason> Parts);
