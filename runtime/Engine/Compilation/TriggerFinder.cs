using LowCode.Engine.Triggers;

namespace LowCode.Engine.Compilation;

/// <summary>What can start instances of a definition, as its activities say.</summary>
internal static class TriggerFinder
{
    public static IReadOnlyList<Trigger> Of(CompiledWorkflow workflow, CompilationNotes notes)
    {
        var triggers = new List<Trigger>();
        foreach (var node in workflow.Nodes.Where(n => n.Definition.CanStartWorkflow))
        {
            triggers.AddRange(node.Activity.Triggers(node, notes));
        }

        return triggers;
    }

    /// <summary>A trigger is known before anything runs; an input that is computed cannot be one.</summary>
    public static IEnumerable<Trigger> NeedsLiteral(ActivityNode node, string input, CompilationNotes notes)
    {
        notes.Warning($"{node.Definition.Path}/{input}", "workflow.trigger.literal", node.Id);
        return [];
    }
}
