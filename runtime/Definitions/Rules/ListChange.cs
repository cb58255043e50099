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

        var read = change.Kind == RuleChangeKind.Entries ? Entries(change, published) : Parsed<List<string>>.Of([.. Lines(change).Distinct(StringComparer.Ordinal)]);
        if (read.Value is not { } values)
        {
            return Parsed<ChangedRules>.Failed(read.Problems);
        }

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

    private static string[] Lines(DraftedChange change) => change.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Parsed<List<string>> Entries(DraftedChange change, IReadOnlyList<string> published)
    {
        var (known, problems) = (published.ToHashSet(StringComparer.Ordinal), new List<Problem>());
        var (come, gone) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in Lines(change))
        {
            var value = line[1..].Trim();
            switch (line[0])
            {
                case '+' or '-' when value.Length == 0:
                case not ('+' or '-'):
                    problems.Add(RuleProblem.Of("/text", "change.entry", line));
                    break;
                case '+' when known.Contains(value):
                    problems.Add(RuleProblem.Of("/text", "change.known-entry", value, change.Id));
                    break;
                case '-' when !known.Contains(value):
                    problems.Add(RuleProblem.Of("/text", "change.unknown-entry", value, change.Id));
                    break;
                case '+':
                    come.Add(value);
                    break;
                default:
                    gone.Add(value);
                    break;
            }
        }

        return problems.Count > 0
            ? Parsed<List<string>>.Failed([.. problems.Take(MostShown)])
            : Parsed<List<string>>.Of([.. published.Where(v => !gone.Contains(v)), .. come.Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Shown(char sign, List<string> values) =>
        values.Take(MostShown).Select(v => $"{sign} {v}").Concat(values.Count > MostShown ? [$"{sign} … ({values.Count})"] : []);
}
