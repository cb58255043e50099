namespace LowCode.Definitions.Dictionaries;

/// <summary>The entries of one document by code and by parent. Never changes once made.</summary>
internal sealed class CodeIndex
{
    private readonly Dictionary<string, DictionaryEntry> _newest;
    private readonly Dictionary<string, DictionaryEntry[]> _versions = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, DictionaryEntry>> _children;

    public CodeIndex(IReadOnlyList<DictionaryEntry> entries)
    {
        _newest = new(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!_newest.TryAdd(entry.Code, entry))
            {
                Add(entry);
            }
        }

        _children = new(() => entries.ToLookup(e => e.Parent ?? "", StringComparer.Ordinal));
    }

    public int Count => _newest.Count;

    public IEnumerable<string> Codes => _newest.Keys;

    public bool Has(string code) => _newest.ContainsKey(code);

    public IReadOnlyList<DictionaryEntry> VersionsOf(string code) =>
        _versions.TryGetValue(code, out var all) ? all : _newest.TryGetValue(code, out var only) ? [only] : [];

    public DictionaryEntry? Find(string code, DateOnly? day)
    {
        // Hardly any code has more than one entry.
        if (day is not { } on || _versions.Count == 0 || !_versions.TryGetValue(code, out var versions))
        {
            return _newest.GetValueOrDefault(code);
        }

        return Array.Find(versions, v => v.IsValidOn(on)) ?? Array.Find(versions, v => v.ValidFrom is not { } from || from <= on) ?? versions[^1];
    }

    public IEnumerable<DictionaryEntry> ChildrenOf(string? parent) => _children.Value[parent ?? ""];

    private void Add(DictionaryEntry entry)
    {
        DictionaryEntry[] all = [.. _versions.GetValueOrDefault(entry.Code) ?? [_newest[entry.Code]], entry];
        Array.Sort(all, (a, b) => (b.ValidFrom ?? DateOnly.MinValue).CompareTo(a.ValidFrom ?? DateOnly.MinValue));
        (_versions[entry.Code], _newest[entry.Code]) = (all, all[0]);
    }
}
