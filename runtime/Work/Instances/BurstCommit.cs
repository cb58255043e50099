using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Work.Cases;

namespace LowCode.Work.Instances;

/// <summary>
/// All rows that one burst writes, in one transaction or not at all. What a burst does not name here it does not change, except that
/// the store ends the open tasks and timers of every closed bookmark.
/// </summary>
/// <param name="Consumed">Id of the bookmark that the burst resumes; it must still be there.</param>
/// <param name="Closed">Ids of all bookmarks that are gone now, the consumed one among them.</param>
/// <param name="Case">The whole row of the case as it stands after the burst; null: the case does not change.</param>
/// <param name="Attachments">Photos that the submission names; each must be the actor's own and free, or the case's already.</param>
/// <param name="Message">The command or event that caused the burst; null where nothing could repeat it (a timer).</param>
public sealed record BurstCommit(
    TenantId Tenant,
    InstanceWrite Instance,
    JournalWrite Journal,
    string? Consumed,
    IReadOnlyList<Bookmark> Created,
    IReadOnlyList<string> Closed,
    IReadOnlyList<TimerWrite> Timers,
    IReadOnlyList<OutboxWrite> Outbox,
    IReadOnlyList<TaskWrite> Tasks,
    TaskCompletion? Completion,
    CaseWrite? Case,
    IReadOnlyList<CaseEventWrite> CaseEvents,
    IReadOnlyList<string> Attachments,
    MessageWrite? Message)
{
    /// <summary>
    /// First bursts of instances that were started inside this one, in order; without message and children of their own. They may have
    /// tasks of the case that this one works on, which it writes. All are written with it, in its transaction.
    /// </summary>
    public IReadOnlyList<BurstCommit> Children { get; init; } = [];

    /// <summary>
    /// Only for a new instance: among which running instances of the tenant it must be alone. Checked in the transaction, after the
    /// message, so that of several that start at once one is alone; those of the same burst do not count. Null: it may always start.
    /// </summary>
    public ActivationScope? Activation { get; init; }

    /// <summary>Ids of contents that were kept for the instance and are its own from now on; one that is not there any more refuses the burst.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    /// <summary>Only for an instance that comes out of a file: what its journal held there, before this burst.</summary>
    public IReadOnlyList<JournalRow> History { get; init; } = [];

    /// <summary>The burst and its children.</summary>
    public IEnumerable<BurstCommit> All => Children.Count == 0 ? [this] : Children.Prepend(this);
}

/// <summary>The instance as it stands after the burst.</summary>
/// <param name="ReadVersion">The row_version that the burst was computed from; 0: the instance is new.</param>
/// <param name="IsCorrelatedAnew">The burst changed the correlation id; bookmarks that were open before it follow.</param>
/// <param name="IncidentCount">Those that nobody has mended yet.</param>
/// <param name="OwnerEpoch">The owner_epoch that the burst's owner holds.</param>
/// <param name="ParentInstanceId">Written with a new instance: who started it; null: nobody that is an instance.</param>
public sealed record InstanceWrite(
    InstanceId InstanceId,
    string DefinitionId,
    string DefinitionHash,
    long ReleaseRevision,
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    string? CorrelationId,
    bool IsCorrelatedAnew,
    string? Name,
    string? CaseId,
    byte[] Snapshot,
    int IncidentCount,
    DateTimeOffset At,
    long ReadVersion,
    long OwnerEpoch,
    string? ParentInstanceId = null)
{
    /// <summary>The row_version that a new instance begins with: 1, or where it left off elsewhere.</summary>
    public long FirstVersion { get; init; } = 1;

    /// <summary>When a new instance was made; null: by this burst.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ended elsewhere; null: by this burst, where it has ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The row_version after the burst.</summary>
    public long Version => ReadVersion == 0 ? FirstVersion : ReadVersion + 1;

    /// <summary>Null: it has not ended.</summary>
    public DateTimeOffset? FinishedAt => Status == InstanceStatus.Finished ? EndedAt ?? At : null;
}

/// <param name="Stimulus">start, resume, complete-task, cancel, intervene, migrate, import.</param>
/// <param name="Actor">Login; null: the process itself (a timer, an event).</param>
/// <param name="Entries">JSON array.</param>
public sealed record JournalWrite(string Stimulus, string? Actor, string Entries);

public sealed record TimerWrite(string BookmarkId, DateTimeOffset DueAt);

/// <param name="Kind">event.</param>
/// <param name="IdempotencyKey"><c>tenant/instance/activityExecution/n</c>.</param>
public sealed record OutboxWrite(string ActivityExecutionId, string Kind, string Payload, string IdempotencyKey);

/// <summary>The fence of the inbox. The consumer is the instance that is resumed, or the command's name for a start.</summary>
/// <param name="WasWaiting">True: the row waits in the inbox and is taken; false: it is new.</param>
/// <param name="Result">What a repeat is answered, JSON.</param>
public sealed record MessageWrite(string Consumer, string MessageId, bool WasWaiting, string? Result);
