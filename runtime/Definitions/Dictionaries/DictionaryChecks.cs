using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Dictionaries;

/// <summary>
/// What a dictionary's document must satisfy beyond its shape: codes that can be told apart, periods that do not overlap, parents that make a
/// tree. Parents that a layer below may know are looked at by <see cref="DictionaryLayers"/>.
/// </summary>
internal static class DictionaryChecks
{
    /// <summary>Entries of one document; China has some 700,000 divisions.</summary>
    public const int MostEntries = 1_000_000;

    private const int MostAttributes = 50;

    private static readonly string[] _members = ["code", "label", "parent", "standard", "validFrom", "validTo", "retired", "selectable", "layer", "attributes"];

    public static void Check(IReadOnlyList<DictionaryAttribute> attributes, IReadOnlyList<DictionaryEntry> entries, bool hasBase, ProblemList problems, bool isDraft = false)
    {
        CheckAttributes(attributes, problems);
        CheckEntries(entries, hasBase, problems, isDraft);
    }

    /// <summary>Paths are <c>/entries/INDEX/MEMBER</c>.</summary>
    private static void CheckEntries(IReadOnlyList<DictionaryEntry> entries, bool hasBase, ProblemList problems, bool isDraft)
    {
        if (entries.Count == 0 && !hasBase && !isDraft)
        {
            problems.Add("/entries", "dictionary.no-entries");
        }

        if (entries.Count > MostEntries)
        {
            problems.Add("/entries", "dictionary.too-many", MostEntries, entries.Count);
            return;
        }

        var first = CheckCodes(entries, problems);
        foreach (var (index, entry) in entries.Index())
        {
            var path = $"/entries/{index}";
            if (entry.ValidFrom > entry.ValidTo)
            {
                problems.Add($"{path}/validTo", "dictionary.period", AttributeValues.Text(entry.ValidFrom.Value), AttributeValues.Text(entry.ValidTo.Value));
            }

            if (entry.Attributes.Number(DictionaryAttribute.LimitHours) is <= 0 and var hours)
            {
                problems.Add($"{path}/attributes/{DictionaryAttribute.LimitHours}", "dictionary.limit-not-positive", hours);
            }

            if (entry.Parent is { } parent && !hasBase && !first.ContainsKey(parent))
            {
                problems.Add($"{path}/parent", "dictionary.unknown-parent", parent);
            }
        }

        CheckCycles(entries, first, problems);
    }

    private static void CheckAttributes(IReadOnlyList<DictionaryAttribute> attributes, ProblemList problems)
    {
        if (attributes.Count > MostAttributes)
        {
            problems.Add("/attributes", "dictionary.too-many", MostAttributes, attributes.Count);
        }

        Names.Check(attributes.Select(a => a.Key), i => $"/attributes/{i}/key", Names.IsKey, problems);
        foreach (var (index, attribute) in attributes.Index().Where(a => _members.Contains(a.Item.Key, StringComparer.Ordinal)))
        {
            problems.Add($"/attributes/{index}/key", "dictionary.attribute-taken", attribute.Key);
        }
    }

    // Where each code stands first.
    private static Dictionary<string, int> CheckCodes(IReadOnlyList<DictionaryEntry> entries, ProblemList problems)
    {
        var first = new Dictionary<string, int>(entries.Count, StringComparer.Ordinal);
        var others = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Code.Length == 0)
            {
                continue;
            }

            if (!Names.IsId(entry.Code))
            {
                problems.Add($"/entries/{index}/code", "document.bad-id", entry.Code);
            }

            if (first.TryAdd(entry.Code, index))
            {
                continue;
            }

            if (!others.TryGetValue(entry.Code, out var same))
            {
                others.Add(entry.Code, same = [first[entry.Code]]);
            }

            CheckPeriod(entries, same, index, problems);
            same.Add(index);
        }

        return first;
    }

    private static void CheckPeriod(IReadOnlyList<DictionaryEntry> entries, List<int> same, int index, ProblemList problems)
    {
        var entry = entries[index];
        if (same.Where(i => entries[i].Overlaps(entry)).Cast<int?>().FirstOrDefault() is not { } at)
        {
            return;
        }

        if (entry is { ValidFrom: null, ValidTo: null } && entries[at] is { ValidFrom: null, ValidTo: null })
        {
            problems.Add($"/entries/{index}/code", "document.duplicate", entry.Code, $"/entries/{at}/code");
        }
        else
        {
            problems.Add($"/entries/{index}/validFrom", "dictionary.overlapping-periods", entry.Code, entry.Period, entries[at].Period);
        }
    }

    // Each entry is walked over once, however many stand below a circle.
    private static void CheckCycles(IReadOnlyList<DictionaryEntry> entries, Dictionary<string, int> first, ProblemList problems)
    {
        var walk = new int[entries.Count];
        for (var start = 0; start < entries.Count; start++)
        {
            var at = start;
            while (at >= 0 && walk[at] == 0)
            {
                walk[at] = start + 1;
                at = entries[at].Parent is { } parent && first.TryGetValue(parent, out var above) ? above : -1;
            }

            if (at < 0 || walk[at] != start + 1)
            {
                CheckLater(entries, first, start, problems);
                continue;
            }

            // It came back to itself: what stands between is the circle.
            var from = at;
            do
            {
                problems.Add($"/entries/{at}/parent", "dictionary.parent-cycle", entries[at].Code, entries[at].Parent);
                at = first[entries[at].Parent!];
            }
            while (at != from);
        }
    }

    // An entry that holds at another time than the first of its code may hang it below itself.
    private static void CheckLater(IReadOnlyList<DictionaryEntry> entries, Dictionary<string, int> first, int index, ProblemList problems)
    {
        var entry = entries[index];
        if (entry.Code.Length == 0 || first[entry.Code] == index)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var parent = entry.Parent; parent is not null && seen.Add(parent); parent = first.TryGetValue(parent, out var at) ? entries[at].Parent : null)
        {
            if (parent == entry.Code)
            {
                problems.Add($"/entries/{index}/parent", "dictionary.parent-cycle", entry.Code, entry.Parent);
                return;
            }
        }
    }
}
