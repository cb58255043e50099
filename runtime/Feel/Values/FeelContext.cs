using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LowCode.Feel.Values;

/// <summary>Entries in their order, each key once; never changes.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Context is the language's own word.")]
public sealed class FeelContext : Payload, IReadOnlyCollection<KeyValuePair<string, FeelValue>>
{
    private readonly FeelValue[] _values;

    internal FeelContext(ContextShape shape, FeelValue[] values)
        : base(FeelKind.Context)
    {
        (Shape, _values) = (shape, values);
        Weigh(values);
        Weight += shape.Weight;
    }

    /// <summary>The context without entries.</summary>
    public static FeelContext Empty { get; } = new(new ContextShape([]), []);

    /// <summary>How many entries there are.</summary>
    public int Count => Shape.Keys.Length;

    /// <summary>The keys in their order.</summary>
    public IReadOnlyList<string> Keys => Shape.Keys;

    internal ContextShape Shape { get; }

    /// <summary>The entry's value; null when there is no such key.</summary>
    public FeelValue this[string key] => TryGet(key, out var value) ? value : FeelValue.Null;

    /// <summary>A later entry replaces the value of an earlier one of the same key.</summary>
    public static FeelContext Of(params IEnumerable<(string Key, FeelValue Value)> entries)
    {
        var builder = new ContextBuilder();
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value);
        }

        return builder.ToContext();
    }

    /// <summary>Makes many contexts of the same keys, each from the values in their order; the context takes the array over.</summary>
    public static Func<FeelValue[], FeelContext> Maker(IReadOnlyList<string> keys)
    {
        var shape = ContextShape.Of(keys);
        return values => values.Length == shape.Keys.Length
            ? new(shape, values)
            : throw new ArgumentException($"Expected {shape.Keys.Length} values, but {values.Length} came.", nameof(values));
    }

    /// <summary>False where there is no such key; an entry may be null.</summary>
    public bool TryGet(string key, out FeelValue value)
    {
        var index = Shape.IndexOf(key);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <summary>The entries in their order.</summary>
    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            yield return new(Shape.Keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal FeelValue ValueAt(int index) => _values[index];
}
