using System.Globalization;
using LowCode.Engine.Compilation;
using LowCode.Engine.Journal;

namespace LowCode.Engine.State;

/// <summary>One run of an activity that has begun and not ended, or has faulted. Ended ones leave the state.</summary>
internal sealed class ActivityExecution(int number, string activityId, ActivityExecution? owner)
{
    private string? _id;

    public int Number { get; } = number;

    public string ActivityId { get; } = activityId;

    public ActivityExecution? Owner { get; } = owner;

    /// <summary>The innermost workflow that runs as an activity around it; null: it belongs to the instance's own definition.</summary>
    public ActivityExecution? Host { get; } = owner?.Progress is UsedWorkflow ? owner : owner?.Host;

    public string Id => _id ??= string.Create(CultureInfo.InvariantCulture, $"e{Number}");

    /// <summary>Known once the state is bound to its definition, at the begin of a burst.</summary>
    public ActivityNode Node { get; set; } = null!;

    public ActivityExecutionStatus Status { get; set; }

    /// <summary>A Break passed through it: it ends with the child that is running.</summary>
    public bool IsBreaking { get; set; }

    /// <summary>It was reached against the direction of its flowchart.</summary>
    public bool IsBackward { get; set; }

    /// <summary>How often it was tried again by itself since it began, or since a person had it tried again.</summary>
    public int Retries { get; set; }

    /// <summary>It failed and waits for its next try; its bookmark is that of the timer.</summary>
    public bool AwaitsRetry { get; set; }

    /// <summary>How many effects it has had that leave the instance, all tries together.</summary>
    public int LastEffect { get; set; }

    /// <summary>What the journal has not told yet; gone with the burst.</summary>
    public NotedValues? Noted { get; set; }

    public VariableScope? Variables { get; set; }

    public Progress? Progress { get; set; }

    /// <summary>Executions that it owns and that are running.</summary>
    public int RunningChildren { get; set; }

    public int FaultedChildren { get; set; }

    /// <summary>Activities that it scheduled and that have not begun.</summary>
    public int ScheduledChildren { get; set; }

    public ActivityExecution? Next { get; set; }

    public ActivityExecution? Previous { get; set; }

    public bool HasOpenWork => RunningChildren + ScheduledChildren > 0;
}

internal enum ActivityExecutionStatus
{
    Running,
    Faulted,
    Completed,
    Cancelled,
}
