using LowCode.Engine.Compilation;
using LowCode.Engine.Flowcharts;

namespace LowCode.Engine.Validation;

/// <summary>What the connections of a flowchart cannot do.</summary>
internal static class FlowchartChecks
{
    public static void Check(ActivityNode node, FlowchartMode mode, CompilationNotes notes)
    {
        if (node.Activity is not FlowchartActivity { Activities.Length: > 0 } flowchart)
        {
            return;
        }

        var reached = new HashSet<int>();
        var refused = new HashSet<int>();
        foreach (var start in flowchart.Starts)
        {
            var graph = flowchart.GraphFrom(start);
            Follow(graph, start, reached);
            if (mode == FlowchartMode.Counter)
            {
                refused.UnionWith(BadBackEdges(graph, start));
            }
        }

        foreach (var connection in node.Definition.Connections.Where(c => refused.Contains(c.Position)))
        {
            notes.Refusal($"{node.Definition.Path}/connections/{connection.Position}", "workflow.connection.backward", connection.Source, connection.Target);
        }

        foreach (var (_, activity) in flowchart.Activities.Index().Where(a => !reached.Contains(a.Index)))
        {
            notes.Warning(activity.Definition.Path, "workflow.activity.unreachable", activity.Id);
        }
    }

    private static void Follow(FlowGraph graph, int start, HashSet<int> reached)
    {
        var open = new Stack<int>([start]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(graph.Outbound(next), edge => open.Push(edge.Target));
            }
        }
    }

    // Those that counter mode faults on when they are followed.
    private static IEnumerable<int> BadBackEdges(FlowGraph graph, int start)
    {
        var reached = new HashSet<int>();
        Follow(graph, start, reached);
        return reached.SelectMany(graph.Outbound).Where(e => !e.IsForward && !e.IsValidBackward).Select(e => e.Position);
    }
}
