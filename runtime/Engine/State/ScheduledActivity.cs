using LowCode.Engine.Compilation;

namespace LowCode.Engine.State;

/// <summary>An activity that is due to begin. There are some between two bursts only where a burst was committed midway or was stopped.</summary>
/// <param name="owner">Null for the root.</param>
/// <param name="isBackward">It is reached against the direction of its flowchart.</param>
/// <param name="given">Values of the first variables of the execution, as a loop gives them to its body; null: none.</param>
internal sealed class ScheduledActivity(string activityId, ActivityExecution? owner, bool isBackward, object?[]? given)
{
    public string ActivityId { get; } = activityId;

    public ActivityExecution? Owner { get; } = owner;

    public bool IsBackward { get; } = isBackward;

    public object?[]? Given { get; } = given;

    /// <summary>Id of the execution whose end led to it; null: its owner began it. For the journal.</summary>
    public string? By { get; init; }

    /// <summary>Known once the state is bound to its definition.</summary>
    public ActivityNode Node { get; set; } = null!;
}
