using System.Text.Json.Nodes;

namespace LowCode.Engine.Stimuli;

/// <summary>
/// What a person does to an instance that stands still or went wrong. An activity is named by its id in the definition, or by the id of
/// one execution (<c>e7</c>) where the activity runs more than once. <see cref="WorkflowEngine.Refusal"/> tells beforehand why one is not possible.
/// </summary>
public abstract record Intervention
{
    private Intervention()
    {
    }

    /// <summary>Runs an activity again that an incident stopped; an instance that ended faulted goes on with it.</summary>
    /// <param name="Activity">Null: all that incidents stopped.</param>
    public sealed record Retry(string? Activity = null) : Intervention;

    /// <summary>Passes an activity by that an incident stopped.</summary>
    /// <param name="Outcome">The port to leave by.</param>
    public sealed record Skip(string Activity, string Outcome = "Done") : Intervention;

    /// <summary>Changes a variable; the instance stays where it is.</summary>
    /// <param name="Name">Name or id.</param>
    /// <param name="Activity">From whose place the name is looked up; null: the process, then whatever running container has it.</param>
    public sealed record SetVariable(string Name, JsonNode? Value, string? Activity = null) : Intervention;

    /// <summary>
    /// Cancels one activity and schedules another. Where both lie in the same container, what lies between the container and
    /// <paramref name="From"/> is cancelled too, and nothing that followed from <paramref name="From"/> is taken for passed by.
    /// </summary>
    /// <param name="From">An activity that runs, waits or was stopped; null: nothing is cancelled.</param>
    /// <param name="To">An activity whose container runs; null: nothing is scheduled.</param>
    public sealed record Move(string? From, string? To) : Intervention;
}

/// <summary>Why an intervention is not possible; nothing was changed.</summary>
/// <param name="Code">Stable, dotted: the name of the text for people.</param>
public sealed record InterventionRefusal(string Code, params IReadOnlyList<string> Values)
{
    public override string ToString() => $"{Code} ({string.Join(", ", Values)})";
}
