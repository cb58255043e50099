using System.Collections;

namespace LowCode.Feel.Values;

/// <summary>A list that never changes.</summary>
public sealed class FeelList : Payload, IReadOnlyList<FeelValue>
{
    private readonly FeelValue[] _items;

    private FeelList(FeelValue[] items, int count)
        : base(FeelKind.List)
    {
        (_items, Count) = (items, count);
        Weigh(AsSpan());
    }

    private FeelList(FeelValue[] items, int count, int nesting, long weight)
        : base(FeelKind.List) => (_items, Count, Nesting, Weight) = (items, count, nesting, weight);

    public static FeelList Empty { get; } = new([], 0);

    public int Count { get; }

    public FeelValue this[int index] => index < Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => items.Length == 0 ? Empty : new(items.ToArray(), items.Length);

    public static FeelList From(IEnumerable<FeelValue> items)
    {
        FeelValue[] all = [.. items];
        return Owning(all, all.Length);
    }

    public ReadOnlySpan<FeelValue> AsSpan() => _items.AsSpan(0, Count);

    public IEnumerator<FeelValue> GetEnumerator() => _items.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the array over: nobody may write to its first <paramref name="count"/> places any more.</summary>
    internal static FeelList Owning(FeelValue[] items, int count) => count == 0 ? Empty : new(items, count);

    internal static FeelList Owning(FeelValue[] items, int count, int nesting, long weight) =>
        count == 0 ? Empty : new(items, count, nesting, weight);
}
