namespace LowCode.Feel.Values;

/// <summary>The keys of contexts in their order; contexts made at one place share one, so that an entry is found once and then by its index.</summary>
internal sealed class ContextShape
{
    // A dictionary pays only for more keys than these.
    private const int FewKeys = 8;

    private readonly Dictionary<string, int>? _index;

    public ContextShape(string[] keys)
    {
        Keys = keys;
        if (keys.Length > FewKeys)
        {
            _index = new(keys.Length, StringComparer.Ordinal);
            for (var i = 0; i < keys.Length; i++)
            {
                _index[keys[i]] = i;
            }
        }
    }

    public string[] Keys { get; }

    /// <summary>-1 when there is no such key.</summary>
    public int IndexOf(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        for (var i = 0; i < Keys.Length; i++)
        {
            if (ReferenceEquals(Keys[i], key) || string.Equals(Keys[i], key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
