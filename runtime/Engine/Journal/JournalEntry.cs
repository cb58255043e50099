using System.Text.Json.Nodes;

namespace LowCode.Engine.Journal;

/// <summary>One thing that happened in a burst, in order. The snapshot is the truth, the journal is history.</summary>
/// <param name="ActivityExecutionId">Null for entries about the instance itself.</param>
public sealed record JournalEntry(
    JournalKind Kind,
    string? ActivityExecutionId,
    string? ActivityId,
    string? ActivityType,
    JsonNode? Data = null)
{
    /// <summary>Of an activity that started: the execution that it runs in; null: it is the root.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Of an activity that started: the execution whose end led to it; null: its owner began it.</summary>
    public string? ScheduledBy { get; init; }

    /// <summary>What the activity computed or gave since its last entry; null: nothing.</summary>
    public NotedValues? Noted { get; init; }
}

public enum JournalKind
{
    InstanceStarted,
    InstanceFinished,
    InstanceFaulted,
    InstanceCancelled,
    InstanceSuspended,
    ActivityStarted,
    ActivityCompleted,
    ActivityFaulted,
    ActivityCancelled,
    BookmarkCreated,
    BookmarkConsumed,
    BookmarkRemoved,
    VariableSet,
    LineWritten,
    IncidentRaised,

    /// <summary>The burst was stopped to be committed midway.</summary>
    InstanceYielded,

    /// <summary>An activity failed and will be tried again.</summary>
    RetryScheduled,

    /// <summary>An activity that failed is run again.</summary>
    ActivityRetried,

    /// <summary>A person intervened: what, why and who.</summary>
    Intervened,

    /// <summary>An instance was started inside the burst.</summary>
    ChildStarted,

    /// <summary>Resumed, and still open.</summary>
    BookmarkResumed,

    /// <summary>Instances are to be started after the commit; some of them may be refused.</summary>
    ChildDispatched,

    /// <summary>A model or rule set was asked: which, with what, and what it answered.</summary>
    DecisionMade,

    /// <summary>Inputs and outputs of an activity that has not ended.</summary>
    ValuesNoted,

    /// <summary>The instance goes on with another version of its definition: from which, to which, why and who.</summary>
    Migrated,
}
