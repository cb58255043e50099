using System.Collections;

namespace LowCode.Engine.Flowcharts;

/// <summary>A flowchart as seen from a start: which connections lead forward and which close a cycle (<see cref="FlowDirections"/>).</summary>
internal sealed class FlowGraph
{
    private readonly FlowEdge[][] _outbound;
    private readonly FlowEdge[][] _inbound;
    private readonly FlowEdge[][] _forwardInbound;
    private readonly Dictionary<int, FlowEdge> _byPosition;
    private readonly BitArray?[] _ancestors;

    public FlowGraph(FlowLinks links, int start)
    {
        Start = start;
        var directions = new FlowDirections(links, start);
        FlowEdge[] edges =
        [
            .. links.Connections.Select((c, i) => new FlowEdge(c.Connection, c.Source, c.Target, directions.IsForward(i), directions.IsValidBackward(i))),
        ];
        _ancestors = new BitArray?[links.Activities];
        _byPosition = edges.ToDictionary(e => e.Position);
        _outbound = By(e => e.Source);
        _inbound = By(e => e.Target);
        _forwardInbound = By(e => e.Target, e => e.IsForward);

        FlowEdge[][] By(Func<FlowEdge, int> end, Predicate<FlowEdge>? takes = null)
        {
            Predicate<int>? takesNumber = takes is null ? null : i => takes(edges[i]);
            return Array.ConvertAll(
                FlowLinks.ByEnd(links.Activities, edges.Length, i => end(edges[i]), takesNumber), list => Array.ConvertAll(list, i => edges[i]));
        }
    }

    public int Start { get; }

    public FlowEdge Edge(int position) => _byPosition[position];

    /// <summary>Backward connections too.</summary>
    public FlowEdge[] Inbound(int activity) => _inbound[activity];

    public FlowEdge[] Outbound(int activity) => _outbound[activity];

    public FlowEdge[] ForwardInbound(int activity) => _forwardInbound[activity];

    /// <summary>Not reachable forwards from the start.</summary>
    public bool IsDangling(int activity) => activity != Start && _forwardInbound[activity].Length == 0;

    /// <summary>All activities from which forward connections lead here, by index.</summary>
    public BitArray Ancestors(int activity)
    {
        if (_ancestors[activity] is { } known)
        {
            return known;
        }

        var found = new BitArray(_ancestors.Length);
        var open = new Stack<int>([activity]);
        while (open.TryPop(out var next))
        {
            foreach (var edge in _forwardInbound[next])
            {
                if (!found[edge.Source])
                {
                    found[edge.Source] = true;
                    open.Push(edge.Source);
                }
            }
        }

        return _ancestors[activity] = found;
    }
}
