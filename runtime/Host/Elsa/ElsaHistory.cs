using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Work.Instances;

namespace LowCode.Host.Elsa;

/// <summary>
/// An instance's journal told as Elsa tells it: a record an event, an execution an activity that ran. Ours has a row a burst, so all events of a
/// burst have its time.
/// </summary>
internal sealed class ElsaHistory
{
    private readonly ElsaNodes _nodes;
    private readonly InstanceRow _instance;
    private readonly Dictionary<string, ElsaExecution> _byId = new(StringComparer.Ordinal);
    private readonly ElsaExecution _workflow;

    /// <param name="journal">Its beginning, or all of it.</param>
    /// <param name="open">What is open in it now; what of that began in a part that is not told is told as if it began after the beginning.</param>
    /// <param name="tail">Rows of its end, after a gap; empty: there is none.</param>
    public ElsaHistory(
        InstanceRow instance, ElsaNodes nodes, IReadOnlyList<JournalRow> journal, IReadOnlyList<ExecutionView>? open = null, IReadOnlyList<JournalRow>? tail = null)
    {
        (_instance, _nodes) = (instance, nodes);
        var root = new ElsaNodes.Node(ElsaNodes.WorkflowNode, ElsaNodes.WorkflowNode, "Elsa.Workflow", null, default) { Descriptor = nodes.DescriptorOf("Elsa.Workflow") };
        _workflow = Begin(new ElsaExecution(instance.InstanceId, root, null, null, instance.CreatedAt));
        Take(journal);
        if (tail is { Count: > 0 })
        {
            Seed(open ?? [], tail, journal is [.., var last] ? last.At : instance.CreatedAt);
            Take(tail);
        }

        if (instance is { FinishedAt: { } end, SubStatus: "Finished" })
        {
            _workflow.Complete(end);
            Add(_workflow, "Completed", end);
        }
    }

    /// <summary>In the order in which they began; the first is the workflow itself.</summary>
    public List<ElsaExecution> Executions { get; } = [];

    public List<ElsaRecord> Records { get; } = [];

    /// <summary>Null: there was no such run.</summary>
    public ElsaExecution? Find(string executionId) => _byId.GetValueOrDefault(Key(executionId));

    private void Take(IEnumerable<JournalRow> journal)
    {
        foreach (var (kind, entry, at) in EntriesOf(journal))
        {
            Take(kind, entry, at);
        }
    }

    private static IEnumerable<(JournalKind Kind, JsonObject Entry, DateTimeOffset At)> EntriesOf(IEnumerable<JournalRow> journal)
    {
        foreach (var row in journal)
        {
            foreach (var entry in row.Entries.AsArray().OfType<JsonObject>())
            {
                if (Enum.TryParse<JournalKind>((string?)entry["kind"], out var kind))
                {
                    yield return (kind, entry, row.At);
                }
            }
        }
    }

    private void Seed(IReadOnlyList<ExecutionView> open, IReadOnlyList<JournalRow> end, DateTimeOffset at)
    {
        var told = EntriesOf(end).Where(e => e.Kind == JournalKind.ActivityStarted).Select(e => (string?)e.Entry["executionId"]).ToHashSet();
        foreach (var run in open.Where(o => !told.Contains(o.Id) && !_byId.ContainsKey(Key(o.Id))))
        {
            var started = new JsonObject { ["owner"] = run.OwnerId, ["activityId"] = run.ActivityId, ["type"] = run.ActivityType };
            var execution = Begin(Started(run.Id, started, at));
            execution.HasBookmarks = run.IsWaiting;
            if (run.IsStopped)
            {
                execution.Fault();
            }
        }
    }

    private void Take(JournalKind kind, JsonObject entry, DateTimeOffset at)
    {
        if ((string?)entry["executionId"] is not { } id)
        {
            TakeOfInstance(kind, entry, at);
        }
        else if (kind == JournalKind.ActivityStarted)
        {
            Begin(Started(id, entry, at));
        }
        else if (_byId.TryGetValue(Key(id), out var execution))
        {
            execution.Note(entry["inputs"] as JsonObject, entry["outputs"] as JsonObject);
            TakeOf(execution, kind, entry, at);
        }
    }

    private void TakeOf(ElsaExecution execution, JournalKind kind, JsonObject entry, DateTimeOffset at)
    {
        switch (kind)
        {
            case JournalKind.ActivityCompleted:
                execution.Outcomes = entry["data"]?["outcomes"]?.DeepClone() as JsonArray;
                execution.Complete(at);
                Add(execution, "Completed", at);
                break;
            case JournalKind.ActivityFaulted:
                execution.Fault();
                Add(execution, "Faulted", at);
                break;
            case JournalKind.IncidentRaised when execution.Status == "Faulted":
                execution.Failure = Records[^1].Message = JournalTexts.Of(entry["data"]);
                break;
            case JournalKind.ActivityCancelled:
                execution.Cancel();
                Add(execution, "Canceled", at);
                break;
            case JournalKind.ActivityRetried:
                execution.Resume();
                Add(execution, "Started", at);
                break;
            case JournalKind.BookmarkCreated:
                execution.HasBookmarks = true;
                Add(execution, "Suspended", at);
                break;
            case JournalKind.BookmarkConsumed or JournalKind.BookmarkResumed:
                execution.HasBookmarks = kind == JournalKind.BookmarkResumed;
                Add(execution, "Resumed", at);
                break;
        }
    }

    private void TakeOfInstance(JournalKind kind, JsonObject entry, DateTimeOffset at)
    {
        switch (kind)
        {
            case JournalKind.InstanceCancelled:
                _workflow.Cancel();
                Add(_workflow, "Canceled", at, Told(entry));
                break;
            case JournalKind.Intervened or JournalKind.Migrated:
                Add(_workflow, "Altered", at, Told(entry));
                break;
        }
    }

    /// <summary>Of a workflow that runs as an activity the definition is another one: what is in it hangs below the activity.</summary>
    private ElsaExecution Started(string id, JsonObject entry, DateTimeOffset at)
    {
        var owner = (string?)entry["owner"] is { } ownerId && _byId.TryGetValue(Key(ownerId), out var known) ? known : _workflow;
        var scheduler = (string?)entry["by"] is { } by && _byId.TryGetValue(Key(by), out var before) ? before : owner;
        var activity = (string?)entry["activityId"] ?? "";
        var type = (string?)entry["type"] ?? "";
        var node = _nodes.Find(activity) is { } found && found.NodeId == $"{owner.Node.NodeId}:{activity}"
            ? found
            : new ElsaNodes.Node(activity, $"{owner.Node.NodeId}:{activity}", type, null, default) { Descriptor = _nodes.DescriptorOf(type) };
        return new ElsaExecution(Key(id), node, owner, scheduler, at);
    }

    private ElsaExecution Begin(ElsaExecution execution)
    {
        _byId[execution.Id] = execution;
        Executions.Add(execution);
        Add(execution, "Started", execution.StartedAt);
        return execution;
    }

    private void Add(ElsaExecution execution, string eventName, DateTimeOffset at, string? message = null) =>
        Records.Add(new ElsaRecord(execution, eventName, at, Records.Count) { Message = message });

    /// <summary>Who did what, and why.</summary>
    private static string Told(JsonObject entry)
    {
        var data = entry["data"] as JsonObject ?? [];
        var what = data.Where(m => m.Key is not ("reason" or "actor" or "fromHash") && m.Value is not null).Select(m => Text(m.Value!));
        return $"{string.Join(' ', what)} ({data["actor"]}): {data["reason"]}".TrimStart();
    }

    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    // Ours are counted in the instance; Studio asks for one by its id alone.
    private string Key(string executionId) => string.Create(CultureInfo.InvariantCulture, $"{_instance.InstanceId}.{executionId}");
}
