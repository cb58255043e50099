namespace LowCode.Feel.Values;

/// <summary>Collects the items of a list; the list takes the array over.</summary>
internal struct ListBuilder(int capacity)
{
    private FeelValue[] _items = capacity == 0 ? [] : new FeelValue[capacity];

    // Kept along, so that a list of what there is so far costs nothing to weigh.
    private int _nesting = 1;
    private long _weight = 1;

    public int Count { get; private set; }

    public void Add(FeelValue item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
        _weight++;
        if (item.Reference is string text)
        {
            _weight += Payload.WeightOf(text);
        }
        else if (item.Nested is { } payload)
        {
            _nesting = Math.Max(_nesting, payload.Nesting + 1);
            _weight = Math.Min(long.MaxValue / 2, _weight + payload.Weight);
        }
    }

    public void AddRange(ReadOnlySpan<FeelValue> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    /// <summary>What there is so far; a later <see cref="Add"/> does not show in it.</summary>
    public readonly FeelList ToList() => FeelList.Owning(_items, Count, _nesting, _weight);
}
