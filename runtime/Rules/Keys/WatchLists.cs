namespace LowCode.Rules.Keys;

/// <summary>All lists that rules name, turned round: from a value to the numbers of the lists that hold it.</summary>
internal sealed class WatchLists
{
    private readonly ByteTable _values;
    private readonly Segment[] _listsOf;
    private readonly int[] _numbers;

    public WatchLists(IReadOnlyList<IReadOnlyList<string>> lists)
    {
        Lists = lists;
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var list = 0; list < lists.Count; list++)
        {
            foreach (var value in lists[list])
            {
                if (!holders.TryGetValue(value, out var of))
                {
                    holders.Add(value, of = new List<int>(1));
                }

                if (of.Count == 0 || of[^1] != list)
                {
                    of.Add(list);
                }
            }
        }

        _values = new ByteTable([.. holders.Keys]);
        _listsOf = new Segment[holders.Count];
        _numbers = new int[holders.Values.Sum(h => h.Count)];
        var (index, end) = (0, 0);
        foreach (var of in holders.Values)
        {
            of.CopyTo(_numbers, end);
            _listsOf[index++] = new Segment(end, of.Count);
            end += of.Count;
        }
    }

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lists { get; }

    /// <summary>Adds the numbers of the lists that hold the value.</summary>
    public Segment Find(ReadOnlySpan<byte> value, KeyBuffer matches) =>
        _values.Find(value) is var number and not ByteTable.None ? matches.Add(_numbers.AsSpan(_listsOf[number].Start, _listsOf[number].Count)) : default;
}
