namespace LowCode.Engine.Flowcharts;

/// <summary>
/// Which connections lead forward as seen from a start. Walking breadth first, a connection is forward unless it would close a cycle over
/// the forward ones so far; of the rest those are valid whose target every path from the start to their source goes through.
/// </summary>
internal sealed class FlowDirections
{
    private readonly FlowLinks _links;
    private readonly bool[] _isForward;
    private readonly List<int>?[] _accepted;
    private readonly int[] _seenBy;
    private readonly AncestorTree _walked;
    private readonly AncestorTree _dominators;
    private int _searches;

    public FlowDirections(FlowLinks links, int start)
    {
        _links = links;
        _isForward = new bool[links.Connections.Length];
        _accepted = new List<int>?[links.Activities];
        _seenBy = new int[links.Activities];
        _walked = new AncestorTree(links.Activities, start);
        _dominators = new AncestorTree(links.Activities, start);
        Walk(start);
        Dominate(start);
    }

    /// <summary>How many connections were looked at: what it cost, on any machine.</summary>
    public int Looks { get; private set; }

    public bool IsForward(int connection) => _isForward[connection];

    /// <summary>A backward connection that counter mode can follow. What the start does not reach is never followed at all.</summary>
    public bool IsValidBackward(int connection)
    {
        var (_, source, target) = _links.Connections[connection];
        return !_isForward[connection] && (!_walked.Has(source) || _dominators.IsAncestor(target, source));
    }

    private void Walk(int start)
    {
        var open = new Queue<int>([start]);
        while (open.TryDequeue(out var source))
        {
            var accepted = _accepted[source] = [];
            foreach (var connection in _links.Outbound(source))
            {
                Looks++;
                var target = _links.Connections[connection].Target;
                if (Leads(target, source))
                {
                    continue;
                }

                _isForward[connection] = true;
                accepted.Add(target);
                if (!_walked.Has(target))
                {
                    _walked.Add(target, source);
                    open.Enqueue(target);
                }
            }
        }
    }

    // What was not walked from yet leads nowhere, and most loops go back to where the walk came from: only the rest is searched.
    private bool Leads(int from, int to)
    {
        if (from == to || _accepted[from] is null)
        {
            return from == to;
        }

        return _walked.IsAncestor(from, to) || Search(from, to);
    }

    private bool Search(int from, int to)
    {
        _searches++;
        _seenBy[from] = _searches;
        var open = new Stack<int>([from]);
        while (open.TryPop(out var next))
        {
            foreach (var target in _accepted[next] ?? [])
            {
                Looks++;
                if (target == to)
                {
                    return true;
                }

                if (_seenBy[target] != _searches)
                {
                    _seenBy[target] = _searches;
                    open.Push(target);
                }
            }
        }

        return false;
    }

    // Forward connections make no cycles: once all before an activity are known, so is what they have in common.
    private void Dominate(int start)
    {
        var waiting = new int[_links.Activities];
        Array.ForEach(_accepted, list => list?.ForEach(target => waiting[target]++));
        var common = new int[_links.Activities];
        Array.Fill(common, -1);
        var open = new Queue<int>([start]);
        while (open.TryDequeue(out var source))
        {
            foreach (var target in _accepted[source]!)
            {
                Looks++;
                common[target] = common[target] < 0 ? source : _dominators.Common(common[target], source);
                if (--waiting[target] == 0)
                {
                    _dominators.Add(target, common[target]);
                    open.Enqueue(target);
                }
            }
        }
    }
}
