using LowCode.Rules.Conditions;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Index;

/// <summary>A rule that a key leads to.</summary>
/// <param name="Tests">What else the line in which the key was found must satisfy; null: the key says nothing about one line.</param>
/// <param name="FirstCondition">The first of the rule's conditions that is still to be asked.</param>
internal readonly record struct Entry(int Rule, CompiledTest[]? Tests, int FirstCondition);

/// <summary>The rules that each key of one kind of one field leads to.</summary>
internal sealed class Postings
{
    private readonly Segment[] _ofKey;
    private readonly Entry[] _entries;

    public Postings(IReadOnlyList<List<Entry>?> byKey)
    {
        _ofKey = new Segment[byKey.Count];
        _entries = new Entry[byKey.Sum(k => k?.Count ?? 0)];
        var end = 0;
        for (var i = 0; i < byKey.Count; i++)
        {
            var count = byKey[i]?.Count ?? 0;
            byKey[i]?.CopyTo(_entries, end);
            _ofKey[i] = new Segment(end, count);
            end += count;
        }
    }

    public ReadOnlySpan<Entry> Of(int key)
    {
        var found = _ofKey[key];
        return _entries.AsSpan(found.Start, found.Count);
    }
}
