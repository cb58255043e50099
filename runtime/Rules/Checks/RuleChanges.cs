using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>Which rules of a set are not what they were in the version before it.</summary>
public static class RuleChanges
{
    /// <param name="before">Null: every rule is new.</param>
    /// <returns>True for the ids of rules that are new or changed; for all where the document changed, or a list that conditions name.</returns>
    public static Func<string, bool> Of(RuleSetDefinition? before, RuleSetDefinition set)
    {
        if (before is null || before.Document != set.Document || !AreSame(before.Lists, set.Lists))
        {
            return _ => true;
        }

        var known = before.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var changed = set.Rules
            .Where(r => !known.TryGetValue(r.Id, out var old) || (old != r && !RuleSetJson.Write(old).AsSpan().SequenceEqual(RuleSetJson.Write(r))))
            .Select(r => r.Id)
            .ToHashSet(StringComparer.Ordinal);
        return changed.Contains;
    }

    private static bool AreSame(IReadOnlyDictionary<string, IReadOnlyList<string>> before, IReadOnlyDictionary<string, IReadOnlyList<string>> now) =>
        before.Count == now.Count && now.All(l => before.TryGetValue(l.Key, out var old) && old.SequenceEqual(l.Value, StringComparer.Ordinal));
}
