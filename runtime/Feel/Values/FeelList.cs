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

    /// <summary>The list without items.</summary>
    public static FeelList Empty { get; } = new([], 0);

    /// <summary>How many items there are.</summary>
    public int Count { get; }

    /// <summary>The item at an index from 0; FEEL itself counts from 1.</summary>
    public FeelValue this[int index] => index < Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A list of these items; they are copied.</summary>
    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => items.Length == 0 ? Empty : new(items.ToArray(), items.Length);

    /// <summary>A list of these items, gone over once.</summary>
    public static FeelList From(IEnumerable<FeelValue> items)
    {
        FeelValue[] all = [.. items];
        return Owning(all, all.Length);
    }

    /// <summary>The items without a copy.</summary>
    public ReadOnlySpan<FeelValue> AsSpan() => _items.AsSpan(0, Count);

    /// <summary>The items in their order.</summary>
    public IEnumerator<FeelValue> GetEnumerator() => _items.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the array over: nobody may write to its first <paramref name="count"/> places any more.</summary>
    internal static FeelList Owning(FeelValue[] items, int count) => count == 0 ? Empty : new(items, count);

    internal static FeelList Owning(FeelValue[] items, int count, int nesting, long weight) =>
        count == 0 ? Empty : new(items, count, nesting, weight);
}
