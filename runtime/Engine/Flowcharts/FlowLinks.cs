using LowCode.Definitions.Workflows;

namespace LowCode.Engine.Flowcharts;

/// <summary>The connections of a flowchart by their ends, whatever it starts with; made once.</summary>
internal sealed class FlowLinks
{
    private readonly int[][] _outbound;

    public FlowLinks(int activities, (ConnectionDefinition Connection, int Source, int Target)[] connections)
    {
        Connections = connections;
        _outbound = ByEnd(activities, connections.Length, c => connections[c].Source);
    }

    public int Activities => _outbound.Length;

    /// <summary>In document order, with the indices of their ends.</summary>
    public (ConnectionDefinition Connection, int Source, int Target)[] Connections { get; }

    /// <summary>Numbers of the connections out of an activity, in document order.</summary>
    public int[] Outbound(int activity) => _outbound[activity];

    /// <summary>What can be reached along connections from any of the starts.</summary>
    public bool[] ReachedFrom(IEnumerable<int> starts)
    {
        var reached = new bool[Activities];
        var open = new Stack<int>(starts);
        while (open.TryPop(out var next))
        {
            if (reached[next])
            {
                continue;
            }

            reached[next] = true;
            foreach (var connection in _outbound[next])
            {
                open.Push(Connections[connection].Target);
            }
        }

        return reached;
    }

    /// <summary>Some activity leads back to itself.</summary>
    public bool HasCycle()
    {
        var waiting = new int[Activities];
        Array.ForEach(Connections, c => waiting[c.Target]++);
        var open = new Stack<int>(Enumerable.Range(0, Activities).Where(a => waiting[a] == 0));
        var left = Activities;
        while (open.TryPop(out var next))
        {
            left--;
            foreach (var connection in _outbound[next])
            {
                if (--waiting[Connections[connection].Target] == 0)
                {
                    open.Push(Connections[connection].Target);
                }
            }
        }

        return left > 0;
    }

    /// <summary>Numbers by the end that each belongs to, each list in order.</summary>
    public static int[][] ByEnd(int ends, int numbers, Func<int, int> endOf, Predicate<int>? takes = null)
    {
        var lists = new List<int>?[ends];
        for (var number = 0; number < numbers; number++)
        {
            if (takes is null || takes(number))
            {
                (lists[endOf(number)] ??= []).Add(number);
            }
        }

        return Array.ConvertAll(lists, l => l is null ? [] : l.ToArray());
    }
}
