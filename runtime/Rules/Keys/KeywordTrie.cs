namespace LowCode.Rules.Keys;

/// <summary>The tree of all keywords' bytes, from which the automaton is made. The root is 0.</summary>
internal sealed class KeywordTrie
{
    private readonly List<SortedList<byte, int>?> _children = [null];
    private readonly List<List<int>?> _keywords = [null];

    public KeywordTrie(IEnumerable<byte[]> keywords)
    {
        foreach (var (number, keyword) in keywords.Index())
        {
            var node = 0;
            foreach (var letter in keyword)
            {
                var children = _children[node] ??= new SortedList<byte, int>(1);
                if (!children.TryGetValue(letter, out var next))
                {
                    next = _children.Count;
                    _children.Add(null);
                    _keywords.Add(null);
                    children.Add(letter, next);
                }

                node = next;
            }

            (_keywords[node] ??= new List<int>(1)).Add(number);
        }

        ByDepth = Ordered();
    }

    private static readonly SortedList<byte, int> _none = [];

    public int Count => _children.Count;

    /// <summary>Nodes, parents before children.</summary>
    public IReadOnlyList<int> ByDepth { get; }

    public SortedList<byte, int> Children(int node) => _children[node] ?? _none;

    public IReadOnlyList<int> KeywordsAt(int node) => _keywords[node] ?? [];

    /// <summary>By node: the longest other node whose text ends this one's.</summary>
    public int[] Failures()
    {
        var failures = new int[Count];
        foreach (var node in ByDepth)
        {
            foreach (var (letter, child) in Children(node))
            {
                failures[child] = node == 0 ? 0 : Step(failures[node], letter, failures);
            }
        }

        return failures;
    }

    /// <summary>Where a letter leads from a node, failures followed.</summary>
    public int Step(int node, byte letter, int[] failures)
    {
        while (true)
        {
            if (Children(node).TryGetValue(letter, out var next))
            {
                return next;
            }

            if (node == 0)
            {
                return 0;
            }

            node = failures[node];
        }
    }

    private List<int> Ordered()
    {
        var order = new List<int>(Count) { 0 };
        for (var i = 0; i < order.Count; i++)
        {
            order.AddRange(Children(order[i]).Values);
        }

        return order;
    }
}
