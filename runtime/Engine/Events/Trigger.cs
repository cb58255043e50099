using System.Text.Json.Nodes;
using LowCode.Engine.Compilation;
using LowCode.Engine.Timers;

namespace LowCode.Engine.Events;

/// <summary>Something outside that starts an instance of the definition.</summary>
/// <param name="ActivityId">For <see cref="Stimuli.Stimulus.Start.TriggerActivityId"/>.</param>
/// <param name="Name">Type of the activity.</param>
/// <param name="Hash">What a stimulus is matched by.</param>
public sealed record Trigger(string ActivityId, string Name, string Hash)
{
    /// <summary>What it waits for, as its bookmark would say; null: the hash tells all.</summary>
    public JsonObject? Payload { get; init; }

    /// <summary>When it starts instances by itself; null: somebody else does.</summary>
    public TimerSchedule? Schedule { get; init; }

    /// <summary>What becomes of times that passed while nothing ran.</summary>
    public Misfire Misfire { get; init; }

    internal static IReadOnlyList<Trigger> Of(CompiledWorkflow workflow, CompilationNotes notes)
    {
        var triggers = new List<Trigger>();
        foreach (var node in workflow.Nodes.Where(n => n.Definition.CanStartWorkflow))
        {
            triggers.AddRange(node.Activity.Triggers(node, notes));
        }

        return triggers;
    }

    /// <summary>A trigger is known before anything runs; an input that is computed cannot be one.</summary>
    internal static IEnumerable<Trigger> NeedsLiteral(ActivityNode node, string input, CompilationNotes notes)
    {
        notes.Warning($"{node.Definition.Path}/{input}", "workflow.trigger.literal", node.Id);
        return [];
    }
}
