using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Workflows;

/// <summary>A process as a picture: the activities of the root and what connects them, in the designer's units, y growing downwards.</summary>
public sealed record WorkflowDiagram(IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges)
{
    private const double UsualWidth = 160;
    private const double UsualHeight = 56;
    private const double Gap = 44;

    public static WorkflowDiagram Of(WorkflowDefinition definition)
    {
        var activities = definition.Root.Under("activities").ToArray();
        var nodes = activities.Select(Node).ToArray();

        // Only flowcharts have connections; the children of other containers follow one another.
        var edges = definition.Root.Type == "Elsa.Flowchart"
            ? definition.Root.Connections.Select(c => new DiagramEdge(c.Source, c.Port ?? "Done", c.Target)).ToArray()
            : activities.Zip(activities.Skip(1), (a, b) => new DiagramEdge(a.Id, "Done", b.Id)).ToArray();
        return new WorkflowDiagram(nodes, edges);
    }

    // An activity that was never drawn is put into a column, so that nothing is invisible.
    private static DiagramNode Node(ActivityDefinition activity, int index) => new(
        activity.Id,
        activity.Type,
        activity.Caption,
        activity.Designer?.X ?? 0,
        activity.Designer?.Y ?? index * (UsualHeight + Gap),
        activity.Designer?.Width is > 0 and var width ? width : UsualWidth,
        activity.Designer?.Height is > 0 and var height ? height : UsualHeight);
}

/// <param name="Text">Display text by language, else name, else id.</param>
public sealed record DiagramNode(string Id, string Type, LocalizedText Text, double X, double Y, double Width, double Height);

/// <param name="Port">The outcome of the source that is followed.</param>
public sealed record DiagramEdge(string Source, string Port, string Target);
