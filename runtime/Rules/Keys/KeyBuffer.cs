namespace LowCode.Rules.Keys;

/// <summary>What the texts of one document were found to be, by cell. Used again for the next document; it only grows.</summary>
internal sealed class KeyBuffer
{
    private int[] _matches = new int[64];

    public CellKeys[] Cells { get; private set; } = new CellKeys[64];

    public int MatchCount { get; private set; }

    public void Clear(int cells)
    {
        MatchCount = 0;
        if (Cells.Length < cells)
        {
            Cells = new CellKeys[Math.Max(cells, Cells.Length * 2)];
        }
    }

    /// <summary>Takes what was found down, so that nobody has to know in which version's tables.</summary>
    public Segment Add(ReadOnlySpan<int> numbers)
    {
        var start = MatchCount;
        if (_matches.Length < start + numbers.Length)
        {
            Array.Resize(ref _matches, Math.Max(start + numbers.Length, _matches.Length * 2));
        }

        numbers.CopyTo(_matches.AsSpan(start));
        MatchCount += numbers.Length;
        return new Segment(start, numbers.Length);
    }

    public ReadOnlySpan<int> Matches(Segment found) => _matches.AsSpan(found.Start, found.Count);
}

/// <summary>What one text was found to be: a known value, prefixes that begin it, keywords in it, lists that hold it.</summary>
internal struct CellKeys
{
    public int Exact;
    public Segment Prefixes;
    public Segment Keywords;
    public Segment Lists;
}
