namespace LowCode.Rules.Index;

/// <summary>The rules that the keys of one field lead to, by how the key was found; null where none does.</summary>
internal sealed record SlotPostings(SlotKeys Keys, Postings? Exact, Postings? Prefixes, Postings? Keywords, Postings? Lists);

/// <summary>Gathers which rule hangs on which key.</summary>
internal sealed class PostingBuilder
{
    private readonly Dictionary<(bool IsLine, int Slot, KeyKind Kind), Dictionary<int, List<Entry>>> _entries = [];

    public void Add(RuleKey key, Entry entry)
    {
        var table = (key.IsLine, key.Slot, key.Kind);
        if (!_entries.TryGetValue(table, out var byNumber))
        {
            _entries.Add(table, byNumber = []);
        }

        if (!byNumber.TryGetValue(key.Number, out var entries))
        {
            byNumber.Add(key.Number, entries = []);
        }

        entries.Add(entry);
    }

    /// <summary>Of the fields on which some rule hangs.</summary>
    public SlotPostings[] Build(IEnumerable<SlotKeys> fields, bool isLine) =>
    [
        .. fields
            .Select(keys => new SlotPostings(
                keys,
                Of(isLine, keys.Slot, KeyKind.Exact, keys.Exact?.Count ?? 0),
                Of(isLine, keys.Slot, KeyKind.Prefix, keys.Prefixes?.Count ?? 0),
                Of(isLine, keys.Slot, KeyKind.Keyword, keys.Keywords?.Keywords.Count ?? 0),
                Of(isLine, keys.Slot, KeyKind.List, keys.Lists?.Lists.Count ?? 0)))
            .Where(s => s.Exact is not null || s.Prefixes is not null || s.Keywords is not null || s.Lists is not null),
    ];

    private Postings? Of(bool isLine, int slot, KeyKind kind, int count)
    {
        if (!_entries.TryGetValue((isLine, slot, kind), out var byNumber))
        {
            return null;
        }

        var byKey = new List<Entry>?[count];
        foreach (var (number, entries) in byNumber)
        {
            byKey[number] = entries;
        }

        return new Postings(byKey);
    }
}
