using System.Collections.Concurrent;

namespace LowCode.Feel.Values;

/// <summary>The keys of contexts in their order; contexts made at one place share one, so that an entry is found once and then by its index.</summary>
internal sealed class ContextShape
{
    // A dictionary pays only for more keys than these.
    private const int FewKeys = 8;

    // Keys come from data too: what is shared by the whole process must stay small, whoever fills it.
    private const int MostShared = 4_096;
    private const int MostKeys = 64;
    private const int MostCharacters = 2_048;

    private static readonly ConcurrentDictionary<string, ContextShape> _shared = new(StringComparer.Ordinal);

    private static int _count;

    private readonly Dictionary<string, int>? _index;

    public ContextShape(string[] keys)
    {
        Keys = keys;
        foreach (var key in keys)
        {
            Weight += Payload.WeightOf(key);
        }

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

    /// <summary>What long keys weigh: each copy of the context reads them once more.</summary>
    public long Weight { get; }

    /// <summary>One shape for all contexts with these keys in this order, wherever they come from.</summary>
    public static ContextShape Of(IReadOnlyList<string> keys)
    {
        if (keys.Count > MostKeys || keys.Sum(k => k.Length) > MostCharacters)
        {
            return new ContextShape([.. keys]);
        }

        var all = string.Join('\0', keys);
        if (_shared.TryGetValue(all, out var known) && known.Keys.AsSpan().SequenceEqual([.. keys]))
        {
            return known;
        }

        var shape = new ContextShape([.. keys]);
        if (Interlocked.Increment(ref _count) > MostShared)
        {
            // Shapes of today take the place of those that somebody sent once.
            _shared.Clear();
            Volatile.Write(ref _count, 1);
        }

        _shared[all] = shape;
        return shape;
    }

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
