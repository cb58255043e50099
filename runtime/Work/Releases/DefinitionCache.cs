namespace LowCode.Work.Releases;

/// <summary>Keeps what was compiled, the least recently used going first when the budget is spent. Thread-safe.</summary>
/// <param name="budget">Bytes of source that what is kept was compiled from.</param>
internal sealed class DefinitionCache(long budget)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private long _spent;

    public T? Find<T>(string key)
        where T : class
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return (T)node.Value.Value;
        }
    }

    /// <summary>Two that compile the same thing at once both have it; one copy stays.</summary>
    public T Keep<T>(string key, T value, long size)
        where T : class
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                return (T)known.Value.Value;
            }

            _entries[key] = _byUse.AddFirst(new Entry(key, value, size));
            _spent += size;
            while (_spent > budget && _byUse.Last is { } last && last.Value.Key != key)
            {
                _byUse.RemoveLast();
                _entries.Remove(last.Value.Key);
                _spent -= last.Value.Size;
            }

            return value;
        }
    }

    private sealed record Entry(string Key, object Value, long Size);
}
