using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Dictionaries;

/// <summary>What a dictionary's entries must satisfy beyond their shape: distinct codes, and parents that make a tree.</summary>
internal static class DictionaryChecks
{
    public static void Check(IReadOnlyList<DictionaryEntry> entries, ProblemList problems)
    {
        if (entries.Count == 0)
        {
            problems.Add("/entries", "dictionary.no-entries");
        }

        Names.Check(entries.Select(e => e.Code), i => $"/entries/{i}/code", Names.IsId, problems);
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            parents.TryAdd(entry.Code, entry.Parent);
        }

        foreach (var (index, entry) in entries.Index())
        {
            var path = $"/entries/{index}";
            if (entry.Parent is { } parent && !parents.ContainsKey(parent))
            {
                problems.Add($"{path}/parent", "dictionary.unknown-parent", parent);
            }
            else if (IsOwnAncestor(entry.Code, parents))
            {
                problems.Add($"{path}/parent", "dictionary.parent-cycle", entry.Code, entry.Parent);
            }

            if (entry.LimitHours <= 0)
            {
                problems.Add($"{path}/limitHours", "dictionary.limit-not-positive", entry.LimitHours);
            }
        }
    }

    private static bool IsOwnAncestor(string code, Dictionary<string, string?> parents)
    {
        var parent = parents[code];
        for (var steps = 0; parent is not null && steps < parents.Count; steps++)
        {
            if (parent == code)
            {
                return true;
            }

            parent = parents.GetValueOrDefault(parent);
        }

        return false;
    }
}
