using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>Other values of a list of a set.</summary>
internal static class ListChange
{
    /// <summary>A person reads no more; the set holds them all.</summary>
    private const int MostShown = 200;

    public static Parsed<ChangedRules> Of(DraftedChange change, RuleSetDefinition set)
    {
        if (!set.Lists.TryGetValue(change.Id, out var published))
        {
            return DraftedChange.Failed("/id", "rule.unknown-list", change.Id, string.Join(", ", set.Lists.Keys.Order(StringComparer.Ordinal)));
        }

        var values = change.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (values.Count == 0)
        {
            return DraftedChange.Failed("/text", "rule.values");
        }

        var (come, gone) = (values.Except(published, StringComparer.Ordinal).ToList(), published.Except(values, StringComparer.Ordinal).ToList());
        if (come.Count + gone.Count == 0)
        {
            return DraftedChange.Failed("/text", "change.nothing", change.Id);
        }

        var lists = new Dictionary<string, IReadOnlyList<string>>(set.Lists, StringComparer.Ordinal) { [change.Id] = values };
        return Parsed<ChangedRules>.Of(new ChangedRules(set with { Lists = lists }, "", string.Join('\n', [.. Shown('+', come), .. Shown('-', gone)])));
    }

    private static IEnumerable<string> Shown(char sign, List<string> values) =>
        values.Take(MostShown).Select(v => $"{sign} {v}").Concat(values.Count > MostShown ? [$"{sign} … ({values.Count})"] : []);
}
