using System.Text.Json.Nodes;
using LowCode.Definitions.Values;

namespace LowCode.Engine.State;

/// <summary>
/// All that an instance is between two bursts. Only <see cref="WorkflowEngine"/> changes it; a burst works on it in place, so a state
/// whose burst was not committed is thrown away and read again from its snapshot.
/// </summary>
public sealed class InstanceState
{
    internal InstanceState()
    {
    }

    public InstanceStatus Status { get; internal set; }

    public InstanceSubStatus SubStatus { get; internal set; }

    public string? CorrelationId { get; internal set; }

    public string? Name { get; internal set; }

    /// <summary>Where it waits, oldest first.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => [.. OpenBookmarks.Select(b => b.Bookmark)];

    /// <summary>When bookmarks with a timer fall due.</summary>
    public IReadOnlyList<(string BookmarkId, DateTimeOffset DueAt)> DueTimes =>
        [.. OpenBookmarks.Where(b => b.DueAt is not null).Select(b => (b.Bookmark.Id, b.DueAt!.Value))];

    public IReadOnlyList<Incident> Incidents => IncidentList;

    /// <summary>How many incidents are still to be mended.</summary>
    public int OpenIncidents => IncidentList.Count(i => i.Resolution is null);

    /// <summary>Some value may stand for a content that is kept beside it; where none does, none is looked for.</summary>
    public bool HoldsContents { get; internal set; }

    /// <summary>Workflow outputs by name.</summary>
    public JsonObject Output => DataValue.ToNode(new DataObject(Outputs));

    /// <summary>Workflow inputs by name.</summary>
    public JsonObject GivenInput => DataValue.ToNode(Input);

    /// <summary>What others told the instance when they started it: by whom it was started, how its flowcharts run.</summary>
    internal DataObject Properties { get; set; } = DataObject.Empty;

    internal FlowchartMode FlowchartMode { get; set; }

    internal DataObject Input { get; set; } = DataObject.Empty;

    internal OrderedDictionary<string, object?> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The last value of each output of each activity, by <c>activity id/output</c>; kept where some script asks for them.</summary>
    internal OrderedDictionary<string, object?> ActivityOutputs { get; } = new(StringComparer.Ordinal);

    internal object? LastResult { get; set; }

    /// <summary>Variables of the process.</summary>
    internal VariableScope? Variables { get; set; }

    internal ExecutionList Executions { get; } = new();

    internal List<OpenBookmark> OpenBookmarks { get; } = [];

    /// <summary>Bookmarks that were open when the instance faulted: nothing wakes it meanwhile, but whoever mends it opens them again.</summary>
    internal List<OpenBookmark> Parked { get; } = [];

    internal List<Incident> IncidentList { get; } = [];

    /// <summary>Id of the bookmark at which an instance goes on that was committed midway.</summary>
    public const string ContinuationBookmark = "continue";

    /// <summary>It was committed midway: there is more to run, nobody has to come.</summary>
    public bool IsMidway => SubStatus == InstanceSubStatus.Executing && Scheduled.Count > 0;

    /// <summary>The first bookmark of a hash that waits; null: none does.</summary>
    public string? OpenAt(string hash) =>
        Status == InstanceStatus.Running
            ? OpenBookmarks.Find(b => b.Bookmark.Hash == hash)?.Bookmark.Id
            : null;

    /// <summary>Somebody may resume it at the bookmark.</summary>
    public bool IsOpen(string bookmarkId) =>
        Status == InstanceStatus.Running
        && (IsMidway && bookmarkId == ContinuationBookmark || OpenBookmarks.Exists(b => b.Bookmark.Id == bookmarkId));

    /// <summary>Where the random numbers of a run stand that was committed midway.</summary>
    internal ulong RandomState { get; set; }

    /// <summary>What begins next, in order.</summary>
    internal Queue<ScheduledActivity> Scheduled { get; } = new();

    /// <summary>An incident must end the instance when the burst has come to rest.</summary>
    internal bool IsFaulting { get; set; }

    /// <summary>The trigger that started the instance, until its activity was met.</summary>
    internal string? StartedBy { get; set; }

    /// <summary>Activities that began since the last stimulus, over all commits in between.</summary>
    internal int RunLength { get; set; }

    /// <summary>The last of them, in order and each once, where a run has become suspiciously long.</summary>
    internal List<string> RunTrail { get; } = [];

    internal int LastExecution { get; set; }

    internal int LastBookmark { get; set; }

    /// <summary>False for a state that was read and not yet joined with its definition.</summary>
    internal bool IsBound { get; set; }

    /// <summary>What an owner has scheduled and has not begun does not begin.</summary>
    internal void Unschedule(ActivityExecution owner)
    {
        for (var left = owner.ScheduledChildren > 0 ? Scheduled.Count : 0; left > 0; left--)
        {
            var item = Scheduled.Dequeue();
            if (item.Owner != owner)
            {
                Scheduled.Enqueue(item);
            }
        }

        owner.ScheduledChildren = 0;
    }

    /// <summary>Closes the open incidents of an execution.</summary>
    internal void Resolve(ActivityExecution execution, IncidentResolution resolution)
    {
        for (var i = 0; i < IncidentList.Count; i++)
        {
            if (IncidentList[i].ActivityExecutionId == execution.Id && IncidentList[i].Resolution is null)
            {
                IncidentList[i] = IncidentList[i] with { Resolution = resolution };
            }
        }
    }

    /// <summary>Compact bytes that <see cref="FromSnapshot"/> reads back to an equal state.</summary>
    public byte[] ToSnapshot() => Snapshot.Write(this);

    /// <exception cref="InvalidDataException">These bytes are no snapshot, or one of a newer build.</exception>
    public static InstanceState FromSnapshot(ReadOnlySpan<byte> snapshot) => Snapshot.Read(snapshot);

    /// <param name="exchange">Gives another reference for each that the state holds.</param>
    /// <inheritdoc cref="FromSnapshot(ReadOnlySpan{byte})"/>
    public static InstanceState FromSnapshot(ReadOnlySpan<byte> snapshot, Func<ContentReference, ContentReference> exchange) => Snapshot.Read(snapshot, exchange);
}
