using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>Which rules of a set are not what they were in the version before it.</summary>
public static class RuleChanges
{
    /// <param name="before">Null: every rule is new.</param>
    /// <returns>True for the ids of rules that are new or changed or name a list that changed; for all where the document changed.</returns>
    public static Func<string, bool> Of(RuleSetDefinition? before, RuleSetDefinition set)
    {
        if (before is null || before.Document != set.Document)
        {
            return _ => true;
        }

        var lists = set.Lists.Where(l => !before.Lists.TryGetValue(l.Key, out var old) || !(ReferenceEquals(old, l.Value) || old.SequenceEqual(l.Value, StringComparer.Ordinal)))
            .Select(l => l.Key)
            .ToHashSet(StringComparer.Ordinal);
        var known = before.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var changed = set.Rules
            .Where(r => !known.TryGetValue(r.Id, out var old) || !AreSame(old, r) || (lists.Count > 0 && Lists(r.When).Any(lists.Contains)))
            .Select(r => r.Id)
            .ToHashSet(StringComparer.Ordinal);
        return changed.Contains;
    }

    private static bool AreSame(RuleDefinition old, RuleDefinition rule) => old == rule || RuleSetJson.Write(old).AsSpan().SequenceEqual(RuleSetJson.Write(rule));

    private static IEnumerable<string> Lists(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => all.Conditions.SelectMany(Lists),
        RuleCondition.Any any => any.Conditions.SelectMany(Lists),
        RuleCondition.Not not => Lists(not.Condition),
        RuleCondition.Field field => Lists([field.Test]),
        RuleCondition.AnyLine line => Lists(line.Tests),
        RuleCondition.Aggregate aggregate => Lists(aggregate.Where),
        _ => [],
    };

    private static IEnumerable<string> Lists(IEnumerable<ValueTest> tests) => tests.Where(t => t.Operator == TestOperator.InList).Select(t => t.Operands[0].Text);
}
