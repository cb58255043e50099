using LowCode.Definitions.Dictionaries;

namespace LowCode.FormUi.Choosers;

/// <summary>A dictionary's entries by parent, as the chooser walks them.</summary>
internal sealed class EntryTree
{
    private readonly Dictionary<string, DictionaryEntry> _byCode;
    private readonly ILookup<string, DictionaryEntry> _children;

    public EntryTree(IReadOnlyList<DictionaryEntry> entries)
    {
        _byCode = entries.ToDictionary(e => e.Code, StringComparer.Ordinal);
        _children = entries.Where(e => e.Parent is not null).ToLookup(e => e.Parent!, StringComparer.Ordinal);
        Roots = [.. entries.Where(e => e.Parent is null || !_byCode.ContainsKey(e.Parent))];
    }

    public static EntryTree Empty { get; } = new([]);

    public IReadOnlyList<DictionaryEntry> Roots { get; }

    public bool IsFlat => _children.Count == 0;

    /// <summary>Those that may be chosen, and the groups above them.</summary>
    /// <param name="codes">Null: all may be.</param>
    public static IReadOnlyList<DictionaryEntry> Allowed(IReadOnlyList<DictionaryEntry> entries, IReadOnlySet<string>? codes)
    {
        if (codes is null)
        {
            return entries;
        }

        var tree = new EntryTree(entries);
        var kept = entries.Where(e => codes.Contains(e.Code)).SelectMany(tree.Ancestors).Select(e => e.Code).ToHashSet(StringComparer.Ordinal);
        return [.. entries.Where(e => kept.Contains(e.Code)).Select(e => codes.Contains(e.Code) ? e : e with { Selectable = false })];
    }

    public DictionaryEntry? RootOf(string? code) => code is not null && _byCode.TryGetValue(code, out var entry) ? Ancestors(entry)[0] : null;

    /// <summary>What can be chosen below a group; the group itself first where groups can be chosen.</summary>
    public IReadOnlyList<DictionaryEntry> Under(DictionaryEntry group, bool groups) =>
        [.. Walk(group).Where(e => e.Selectable || groups)];

    public IReadOnlyList<DictionaryEntry> Search(string text, bool groups) =>
        [.. Roots.SelectMany(Walk).Where(e => (e.Selectable || groups) && Matches(e, text))];

    public string PathOf(DictionaryEntry entry) => string.Join(" / ", Ancestors(entry).Select(e => e.Label));

    public string PathBelow(DictionaryEntry group, DictionaryEntry entry) =>
        entry == group ? entry.Label.ToString() : string.Join(" / ", Ancestors(entry).SkipWhile(e => e != group).Skip(1).Select(e => e.Label));

    private static bool Matches(DictionaryEntry entry, string text) =>
        entry.Code.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        || entry.Label.ByLanguage.Values.Any(label => label.Contains(text, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<DictionaryEntry> Walk(DictionaryEntry entry) => _children[entry.Code].SelectMany(Walk).Prepend(entry);

    /// <summary>From the root to the entry, both included.</summary>
    private List<DictionaryEntry> Ancestors(DictionaryEntry entry)
    {
        var path = new List<DictionaryEntry> { entry };
        while (path[0].Parent is { } parent && _byCode.TryGetValue(parent, out var above) && !path.Contains(above))
        {
            path.Insert(0, above);
        }

        return path;
    }
}
