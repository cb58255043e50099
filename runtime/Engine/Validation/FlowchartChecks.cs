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

        var starts = flowchart.Starts.ToArray();
        if (mode == FlowchartMode.Counter && flowchart.Links.HasCycle())
        {
            CheckBackEdges(node, flowchart, starts, notes);
        }

        var reached = flowchart.Links.ReachedFrom(starts);
        foreach (var (_, activity) in flowchart.Activities.Index().Where(a => !reached[a.Index]))
        {
            notes.Warning(activity.Definition.Path, "workflow.activity.unreachable", activity.Id);
        }
    }

    // Those that counter mode faults on when they are followed, from whatever start.
    private static void CheckBackEdges(ActivityNode node, FlowchartActivity flowchart, int[] starts, CompilationNotes notes)
    {
        var connections = flowchart.Links.Connections;
        var refused = new bool[connections.Length];
        foreach (var start in starts)
        {
            var directions = new FlowDirections(flowchart.Links, start);
            for (var i = 0; i < connections.Length; i++)
            {
                refused[i] |= !directions.IsForward(i) && !directions.IsValidBackward(i);
            }
        }

        foreach (var (connection, _, _) in connections.Where((_, i) => refused[i]))
        {
            notes.Refusal($"{node.Definition.Path}/connections/{connection.Position}", "workflow.connection.backward", connection.Source, connection.Target);
        }
    }
}
