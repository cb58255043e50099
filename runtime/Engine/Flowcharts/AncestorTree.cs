namespace LowCode.Engine.Flowcharts;

/// <summary>
/// A tree that grows at its leaves and tells ancestors in logarithmic time, by the jump pointers of Myers (An applicative random-access
/// stack, 1983).
/// </summary>
internal sealed class AncestorTree
{
    private readonly int[] _parent;
    private readonly int[] _jump;
    private readonly int[] _depth;

    /// <param name="nodes">How many there may be; each is a number below.</param>
    public AncestorTree(int nodes, int root)
    {
        (_parent, _jump, _depth) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(_depth, -1);
        (_parent[root], _jump[root], _depth[root]) = (root, root, 0);
    }

    public bool Has(int node) => _depth[node] >= 0;

    public void Add(int node, int parent)
    {
        var jump = _jump[parent];
        _parent[node] = parent;
        _depth[node] = _depth[parent] + 1;
        _jump[node] = _depth[parent] - _depth[jump] == _depth[jump] - _depth[_jump[jump]] ? _jump[jump] : parent;
    }

    /// <summary>A node counts as its own ancestor.</summary>
    public bool IsAncestor(int ancestor, int node) => Has(ancestor) && Has(node) && Up(node, _depth[ancestor]) == ancestor;

    /// <summary>The nearest node that is an ancestor of both.</summary>
    public int Common(int one, int other)
    {
        var depth = Math.Min(_depth[one], _depth[other]);
        (one, other) = (Up(one, depth), Up(other, depth));
        while (one != other)
        {
            var areApart = _jump[one] != _jump[other];
            (one, other) = areApart ? (_jump[one], _jump[other]) : (_parent[one], _parent[other]);
        }

        return one;
    }

    private int Up(int node, int depth)
    {
        while (_depth[node] > depth)
        {
            node = _depth[_jump[node]] >= depth ? _jump[node] : _parent[node];
        }

        return node;
    }
}
