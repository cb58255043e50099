using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>A code table (字典) as data: a flat list whose entries may name a parent. Format name: <c>lowcode.dictionary/1</c>.</summary>
public sealed record DictionaryDefinition(string DictionaryId, LocalizedText Name, IReadOnlyList<DictionaryEntry> Entries)
{
    public const string Format = "lowcode.dictionary/1";

    private readonly Dictionary<string, DictionaryEntry> _byCode = Entries.ToDictionary(e => e.Code, StringComparer.Ordinal);

    public DictionaryEntry? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Labels from the root to the entry, e.g. 市容环境 / 暴露垃圾; the code itself where it is unknown (old records stay readable).</summary>
    public string PathOf(string code)
    {
        var parts = new List<string>();
        for (var e = Find(code); e is not null && parts.Count < 10; e = e.Parent is null ? null : Find(e.Parent))
        {
            parts.Insert(0, e.Label.ToString());
        }

        return parts.Count == 0 ? code : string.Join(" / ", parts);
    }
}

/// <param name="Parent">Code of the parent entry, or null for a root (大类).</param>
/// <param name="Standard">The standard that the code was seen in; null: the tenant's own code.</param>
/// <param name="Department">Code of the department that handles it by default.</param>
/// <param name="LimitHours">Hours from acceptance to closure; null: no limit.</param>
/// <param name="Selectable">False for groups that only structure the tree.</param>
public sealed record DictionaryEntry(
    string Code,
    LocalizedText Label,
    string? Parent = null,
    string? Standard = null,
    string? Department = null,
    decimal? LimitHours = null,
    bool Selectable = true);
