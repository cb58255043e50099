using LowCode.Engine.Children;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Flowcharts;

namespace LowCode.Engine.Validation;

/// <summary>Connections from ports that their activity never leaves by: they are never followed.</summary>
internal static class PortChecks
{
    /// <param name="workflows">What activities may be besides the built-in ones; null: that is not known.</param>
    public static void Check(ActivityNode node, IWorkflows? workflows, CompilationNotes notes)
    {
        if (node.Activity is not FlowchartActivity flowchart)
        {
            return;
        }

        var ports = flowchart.Activities.Select(a => Ports(a, workflows)).ToArray();
        foreach (var (connection, source, _) in flowchart.Links.Connections)
        {
            var port = connection.Port ?? "Done";
            if (ports[source] is not { } known || known.Contains(port, StringComparer.Ordinal))
            {
                continue;
            }

            var path = $"{node.Definition.Path}/connections/{connection.Position}";
            if (known.Count == 0)
            {
                notes.Warning(path, "workflow.connection.terminal", connection.Source);
            }
            else
            {
                notes.Warning(path, "workflow.connection.port", connection.Source, port, string.Join(", ", known));
            }
        }
    }

    private static IReadOnlyList<string>? Ports(ActivityNode node, IWorkflows? workflows) => node.Activity switch
    {
        UsedWorkflowActivity used => workflows?.ForUse(used.Reference) is { } workflow ? [.. workflow.Definition.Outcomes, "Done"] : null,
        var activity => activity.Ports(node.Descriptor!.Outcomes),
    };
}
