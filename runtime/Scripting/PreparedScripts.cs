namespace LowCode.Scripting;

/// <summary>Prepared scripts by text, the least recently used ones forgotten.</summary>
internal sealed class PreparedScripts(int capacity)
{
    private readonly Dictionary<string, LinkedListNode<PreparedScript>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<PreparedScript> _byUse = new();
    private readonly Lock _lock = new();

    public PreparedScript? Find(string text)
    {
        lock (_lock)
        {
            if (!_byText.TryGetValue(text, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    public void Keep(PreparedScript script)
    {
        lock (_lock)
        {
            if (_byText.ContainsKey(script.Text))
            {
                return;
            }

            _byText[script.Text] = _byUse.AddFirst(script);
            if (_byUse.Count > capacity)
            {
                _byText.Remove(_byUse.Last!.Value.Text);
                _byUse.RemoveLast();
            }
        }
    }
}
