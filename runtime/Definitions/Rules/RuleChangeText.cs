namespace LowCode.Definitions.Rules;

/// <summary>A change of a rule set as people typed it; <see cref="DraftedChange.Read"/> reads it.</summary>
/// <param name="Kind">A <see cref="RuleChangeKind"/> in camel case.</param>
/// <param name="RuleId">Of the rule, or name of the list.</param>
/// <param name="EffectiveOn"><c>yyyy-MM-dd</c>; a list needs none.</param>
/// <param name="Hash">Of the set that it was made on; empty: whatever is published.</param>
public sealed record RuleChangeText(string RuleSet, string Kind, string RuleId, string Text, string EffectiveOn, string Hash);
