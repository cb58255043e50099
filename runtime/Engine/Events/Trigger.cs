using LowCode.Engine.Compilation;

namespace LowCode.Engine.Events;

/// <summary>Something outside that starts an instance of the definition.</summary>
/// <param name="ActivityId">For <see cref="Stimuli.Stimulus.Start.TriggerActivityId"/>.</param>
/// <param name="Name">Type of the activity.</param>
/// <param name="Hash">What a stimulus is matched by.</param>
public sealed record Trigger(string ActivityId, string Name, string Hash)
{
    internal static IReadOnlyList<Trigger> Of(CompiledWorkflow workflow, CompilationNotes notes)
    {
        var triggers = new List<Trigger>();
        foreach (var node in workflow.Nodes.Where(n => n.Definition.CanStartWorkflow && n.Activity is EventActivity))
        {
            if (((EventActivity)node.Activity).LiteralName is { Length: > 0 } name)
            {
                triggers.Add(new Trigger(node.Id, node.Type, BookmarkHash.OfEvent(name)));
            }
            else
            {
                notes.Warning(node.Definition.Path + "/eventName", "workflow.trigger.literal", node.Id);
            }
        }

        return triggers;
    }
}
