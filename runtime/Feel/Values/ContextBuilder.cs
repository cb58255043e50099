namespace LowCode.Feel.Values;

/// <summary>Collects the entries of a context.</summary>
public sealed class ContextBuilder
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly List<FeelValue> _values = [];

    /// <summary>Whether the key was set.</summary>
    public bool Has(string key) => _index.ContainsKey(key);

    /// <summary>Replaces the value where the key is there already.</summary>
    public ContextBuilder Set(string key, FeelValue value)
    {
        if (_index.TryGetValue(key, out var known))
        {
            _values[known] = value;
            return this;
        }

        _index.Add(key, _keys.Count);
        _keys.Add(key);
        _values.Add(value);
        return this;
    }

    /// <summary>Sets each entry of another context.</summary>
    public ContextBuilder SetAll(FeelContext other)
    {
        foreach (var (key, value) in other)
        {
            Set(key, value);
        }

        return this;
    }

    /// <summary>The entries so far, in the order in which their keys came first.</summary>
    public FeelContext ToContext() => new(ContextShape.Of(_keys), [.. _values]);
}
