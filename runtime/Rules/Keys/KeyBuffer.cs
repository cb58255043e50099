namespace LowCode.Rules.Keys;

/// <summary>What the texts of one document were found to be, by cell. Used again for the next document; it grows until <see cref="Shrink"/>.</summary>
internal sealed class KeyBuffer
{
    private const int Least = 64;

    /// <summary>So many a thread may keep room for.</summary>
    private const int Large = 16 * 1024;

    private int[] _matches = new int[Least];
    private int[] _foundIn = [];
    private int _text;

    public CellKeys[] Cells { get; private set; } = new CellKeys[Least];

    public int MatchCount { get; private set; }

    public bool IsLarge => MatchCount > Large;

    public void Clear(int cells)
    {
        MatchCount = 0;
        if (Cells.Length < cells)
        {
            Cells = new CellKeys[Math.Max(cells, Cells.Length * 2)];
        }
    }

    /// <summary>Gives back what a large document needed.</summary>
    public void Shrink()
    {
        _matches = new int[Least];
        Cells = new CellKeys[Least];
        MatchCount = 0;
    }

    /// <summary>Begins a text in which each key is told once.</summary>
    /// <param name="keys">How many there may be.</param>
    public void BeginText(int keys)
    {
        if (_foundIn.Length < keys || _text == int.MaxValue)
        {
            _foundIn = new int[Math.Max(keys, _foundIn.Length)];
            _text = 0;
        }

        _text++;
    }

    /// <summary>The key was not told yet of the text that was begun.</summary>
    public bool IsNew(int key)
    {
        ref var foundIn = ref _foundIn[key];
        if (foundIn == _text)
        {
            return false;
        }

        foundIn = _text;
        return true;
    }

    public void Add(int number)
    {
        if (_matches.Length == MatchCount)
        {
            Array.Resize(ref _matches, MatchCount * 2);
        }

        _matches[MatchCount++] = number;
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
