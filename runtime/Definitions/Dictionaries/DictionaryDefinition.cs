using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>
/// A code table (字典) as data. Entries may name a parent, hold for a time, be retired and have attributes. A dictionary may lie over one of a
/// wider layer: then it reads as that one with its own entries in place of those of the same code. Format name: <c>lowcode.dictionary/1</c>.
/// Immutable; indexes are made when they are first asked for.
/// </summary>
public sealed record DictionaryDefinition(string DictionaryId, LocalizedText Name, IReadOnlyList<DictionaryEntry> Entries)
{
    public const string Format = "lowcode.dictionary/1";

    private const int DeepestPath = 30;

    private readonly Lazy<CodeIndex> _index = new(() => new CodeIndex(Entries));

    /// <summary>What the document itself holds, in its order; of one code several where they hold at different times.</summary>
    public IReadOnlyList<DictionaryEntry> Entries { get; } = Entries;

    /// <summary>Who keeps it.</summary>
    public DictionaryLayer Layer { get; init; } = DictionaryLayer.Tenant;

    /// <summary>Id of the dictionary of a wider layer that it lies over; null: it stands alone.</summary>
    public string? Base { get; init; }

    /// <summary>The typed columns of its entries.</summary>
    public IReadOnlyList<DictionaryAttribute> Attributes { get; init; } = [];

    /// <summary>What it lies over, itself laid over what it names; null until <see cref="DictionaryLayers"/> put them together.</summary>
    public DictionaryDefinition? Below { get; init; }

    /// <summary>The layers from this one down.</summary>
    public IEnumerable<DictionaryDefinition> Layers => Below is null ? [this] : Below.Layers.Prepend(this);

    /// <summary>Own columns first, then those of the layers below.</summary>
    public IReadOnlyList<DictionaryAttribute> AllAttributes => [.. Layers.SelectMany(l => l.Attributes).DistinctBy(a => a.Key)];

    /// <summary>All entries that count, of all layers and times.</summary>
    public IEnumerable<DictionaryEntry> All => Below is null ? Entries : Below.All.Where(e => !_index.Value.Has(e.Code)).Concat(Entries);

    /// <summary>How many codes there are.</summary>
    public int Count => _index.Value.Count + (Below is null ? 0 : Below.Codes.Count(c => !_index.Value.Has(c)));

    /// <summary>Every code once, in no order.</summary>
    public IEnumerable<string> Codes => Below is null ? _index.Value.Codes : Below.Codes.Where(c => !_index.Value.Has(c)).Concat(_index.Value.Codes);

    /// <summary>The newest entry of a code, retired ones too; null: it never was a code.</summary>
    public DictionaryEntry? Find(string code) => Find(code, null);

    /// <summary>How a code reads on a day: the entry that held then, else the one that held before, else the first; null: it never was a code.</summary>
    /// <param name="day">Null: the newest.</param>
    public DictionaryEntry? Find(string code, DateOnly? day) => _index.Value.Find(code, day) ?? Below?.Find(code, day);

    /// <summary>All entries of a code, the newest first.</summary>
    public IReadOnlyList<DictionaryEntry> VersionsOf(string code) => OriginOf(code)?._index.Value.VersionsOf(code) ?? [];

    /// <summary>The layer that says what a code is; null: none knows it.</summary>
    public DictionaryDefinition? OriginOf(string code) => _index.Value.Has(code) ? this : Below?.OriginOf(code);

    /// <summary>What a code would be without the layer that says what it is; null: no layer below knows it.</summary>
    public DictionaryEntry? OverriddenBy(DictionaryEntry entry, DateOnly? day)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return OriginOf(entry.Code)?.Below?.Find(entry.Code, day);
    }

    /// <summary>What stands under a code, or at the top for null: every code once, as it reads on the day, in the order of the document.</summary>
    public IEnumerable<DictionaryEntry> ChildrenOf(string? parent, DateOnly? day = null)
    {
        var own = _index.Value.ChildrenOf(parent).Where(e => IsRead(e, day));
        return Below is null ? own : Laid(Below.ChildrenOf(parent, day), [.. own]);
    }

    /// <summary>Every code once whose beginning, or any part of whose label, is the text; in the order of the document. Looks at all entries.</summary>
    public IEnumerable<DictionaryEntry> Search(string text, DateOnly? day = null) => All.Where(e => e.Matches(text) && IsRead(e, day));

    /// <summary>Every code once, as it reads on the day.</summary>
    public IEnumerable<DictionaryEntry> On(DateOnly? day) => All.Where(e => IsRead(e, day));

    /// <summary>From the root to the entry, both included; empty where there is none.</summary>
    public IReadOnlyList<DictionaryEntry> Lineage(string code, DateOnly? day = null)
    {
        var path = new List<DictionaryEntry>();
        for (var e = Find(code, day); e is not null && path.Count < DeepestPath && !path.Contains(e); e = e.Parent is null ? null : Find(e.Parent, day))
        {
            path.Add(e);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Labels from the root to the entry, e.g. 市容环境 / 暴露垃圾; the code itself where it is unknown (old records stay readable).</summary>
    public string PathOf(string code, DateOnly? day = null) => Lineage(code, day) is { Count: > 0 } path ? string.Join(" / ", path.Select(e => e.Label)) : code;

    /// <summary>The same dictionary with other entries of its own.</summary>
    public DictionaryDefinition WithEntries(IReadOnlyList<DictionaryEntry> entries) =>
        new(DictionaryId, Name, entries) { Layer = Layer, Base = Base, Attributes = Attributes, Below = Below };

    private bool IsRead(DictionaryEntry entry, DateOnly? day) => ReferenceEquals(Find(entry.Code, day), entry);

    // An entry that takes another one's place stands where that one stood.
    private IEnumerable<DictionaryEntry> Laid(IEnumerable<DictionaryEntry> below, List<DictionaryEntry> own)
    {
        if (own.Count == 0)
        {
            return below.Where(e => !_index.Value.Has(e.Code));
        }

        var byCode = own.ToDictionary(e => e.Code, StringComparer.Ordinal);
        var kept = below.Select(e => byCode.Remove(e.Code, out var over) ? over : _index.Value.Has(e.Code) ? null : e).OfType<DictionaryEntry>().ToList();
        return [.. kept, .. own.Where(e => byCode.ContainsKey(e.Code))];
    }
}
