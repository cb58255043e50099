using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;

namespace LowCode.Work.Releases;

/// <summary>Rule sets that say of themselves that they are changed by a process alone.</summary>
internal static class CheckedRuleSets
{
    /// <summary>Null: the release leaves every such set as it is.</summary>
    public static Rejection? Refusal(ReleaseView before, IReadOnlyList<ReleaseItem> items)
    {
        var kept = items.Where(i => i.Kind == ArtefactKind.RuleSet).ToDictionary(i => i.Key, i => i.Hash, StringComparer.Ordinal);
        foreach (var name in before.Decisions.RuleSetNames)
        {
            var set = before.Decisions.RuleSet(name)!;
            if (set.Index.Definition.Changes == RuleSetChanges.Checked && (!kept.TryGetValue(name, out var hash) || hash != set.Hash))
            {
                return Rejections.Forbidden("release.checked-only", name);
            }
        }

        return null;
    }
}
