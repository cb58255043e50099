using LowCode.Definitions.Workflows;

namespace LowCode.Engine.Flowcharts;

/// <summary>
/// A flowchart as seen from a start: which connections lead forward and which close a cycle. Walking breadth first from the start, a
/// connection is forward unless it would close a cycle over the forward ones so far; the rest are backward.
/// </summary>
internal sealed class FlowGraph
{
    private readonly FlowEdge[][] _outbound;
    private readonly FlowEdge[][] _forwardInbound;
    private readonly FlowEdge[] _edges;
    private readonly Dictionary<int, FlowEdge> _byPosition;
    private readonly HashSet<int>?[] _ancestors;

    public FlowGraph(int start, int activities, IReadOnlyList<(ConnectionDefinition Connection, int Source, int Target)> connections)
    {
        Start = start;
        _ancestors = new HashSet<int>?[activities];
        var forward = FindForward(start, activities, connections);
        var inbound = Enumerable.Range(0, activities)
            .Select(a => Enumerable.Range(0, connections.Count).Where(c => forward[c] && connections[c].Target == a).ToArray())
            .ToArray();
        _edges = connections
            .Select((c, i) => new FlowEdge(
                c.Connection, c.Source, c.Target, forward[i], !forward[i] && IsDominated(c.Source, c.Target, inbound, connections)))
            .ToArray();
        _byPosition = _edges.ToDictionary(e => e.Position);
        _outbound = [.. Enumerable.Range(0, activities).Select(a => _edges.Where(e => e.Source == a).ToArray())];
        _forwardInbound = [.. Enumerable.Range(0, activities).Select(a => _edges.Where(e => e.IsForward && e.Target == a).ToArray())];
    }

    public int Start { get; }

    public FlowEdge Edge(int position) => _byPosition[position];

    /// <summary>Backward connections too.</summary>
    public FlowEdge[] Inbound(int activity) => Array.FindAll(_edges, e => e.Target == activity);

    public FlowEdge[] Outbound(int activity) => _outbound[activity];

    public FlowEdge[] ForwardInbound(int activity) => _forwardInbound[activity];

    /// <summary>Not reachable forwards from the start.</summary>
    public bool IsDangling(int activity) => activity != Start && _forwardInbound[activity].Length == 0;

    /// <summary>All activities from which forward connections lead here.</summary>
    public HashSet<int> Ancestors(int activity)
    {
        if (_ancestors[activity] is { } known)
        {
            return known;
        }

        var found = new HashSet<int>();
        var open = new Stack<int>([activity]);
        while (open.TryPop(out var next))
        {
            foreach (var edge in _forwardInbound[next])
            {
                if (found.Add(edge.Source))
                {
                    open.Push(edge.Source);
                }
            }
        }

        return _ancestors[activity] = found;
    }

    private static bool[] FindForward(int start, int activities, IReadOnlyList<(ConnectionDefinition, int Source, int Target)> connections)
    {
        var forward = new bool[connections.Count];
        var accepted = Enumerable.Range(0, activities).Select(_ => new List<int>()).ToArray();
        var seen = new HashSet<int> { start };
        var open = new Queue<int>(seen);
        while (open.TryDequeue(out var source))
        {
            for (var c = 0; c < connections.Count; c++)
            {
                var target = connections[c].Target;
                if (connections[c].Source != source || Leads(target, source, accepted))
                {
                    continue;
                }

                forward[c] = true;
                accepted[source].Add(target);
                if (seen.Add(target))
                {
                    open.Enqueue(target);
                }
            }
        }

        return forward;
    }

    private static bool Leads(int from, int to, List<int>[] accepted)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var next))
        {
            if (next == to)
            {
                return true;
            }

            foreach (var target in accepted[next].Where(seen.Add))
            {
                open.Push(target);
            }
        }

        return false;
    }

    private bool IsDominated(int source, int target, int[][] inbound, IReadOnlyList<(ConnectionDefinition, int Source, int Target)> connections)
    {
        if (source == target)
        {
            return true;
        }

        var seen = new HashSet<int> { source };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var next))
        {
            if (next == Start)
            {
                return false;
            }

            foreach (var before in inbound[next].Select(c => connections[c].Source).Where(s => s != target && seen.Add(s)))
            {
                open.Push(before);
            }
        }

        return true;
    }
}
