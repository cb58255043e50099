using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What is still to be worked out, in the form's order: nothing is taken before what it depends on.</summary>
internal sealed class PendingNodes(FormNode[] nodes)
{
    private readonly bool[] _isPending = new bool[nodes.Length];
    private readonly List<int>?[] _rows = new List<int>?[nodes.Length];
    private int _next = nodes.Length;

    /// <param name="row">Of a column; negative: all rows.</param>
    public void Mark(FormNode node, int row)
    {
        var order = node.Order;
        _next = Math.Min(_next, order);
        if (row < 0 || node.Table is null)
        {
            (_isPending[order], _rows[order]) = (true, null);
        }
        else if (!_isPending[order])
        {
            (_isPending[order], _rows[order]) = (true, [row]);
        }
        else if (_rows[order] is { } rows && !rows.Contains(row))
        {
            rows.Add(row);
        }
    }

    /// <summary>The next one; null when there is none left. Its rows are null for all.</summary>
    public (FormNode Node, List<int>? Rows)? Take()
    {
        for (; _next < nodes.Length; _next++)
        {
            if (_isPending[_next])
            {
                var taken = (nodes[_next], _rows[_next]);
                (_isPending[_next], _rows[_next]) = (false, null);
                return taken;
            }
        }

        return null;
    }
}
