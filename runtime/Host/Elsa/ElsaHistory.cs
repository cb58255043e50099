using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Journal;
using LowCode.Work.Instances;

namespace LowCode.Host.Elsa;

/// <summary>
/// An instance's journal told as Elsa tells it: a record an event, an execution an activity that ran. Ours has a row a burst, so all events of a
/// burst have its time; of the inputs only what was written is kept.
/// </summary>
internal sealed class ElsaHistory
{
    private readonly ElsaNodes _nodes;
    private readonly InstanceRow _instance;
    private readonly Dictionary<string, ElsaExecution> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElsaExecution> _lastOfNode = new(StringComparer.Ordinal);

    public ElsaHistory(InstanceRow instance, ElsaNodes nodes, IEnumerable<JournalRow> journal)
    {
        (_instance, _nodes) = (instance, nodes);
        var workflow = Begin(new ElsaExecution(instance.InstanceId, ElsaNodes.WorkflowNode, ElsaNodes.WorkflowNode, "Elsa.Workflow", null, null, instance.CreatedAt));
        foreach (var row in journal)
        {
            foreach (var entry in row.Entries.AsArray().OfType<JsonObject>())
            {
                Take(entry, row.At);
            }
        }

        if (instance.FinishedAt is { } end)
        {
            workflow.End(instance.SubStatus is "Faulted" ? "Faulted" : instance.SubStatus is "Cancelled" ? "Canceled" : "Completed", end);
            Add(workflow, workflow.Status, end);
        }
    }

    public List<ElsaExecution> Executions { get; } = [];

    public List<ElsaRecord> Records { get; } = [];

    private void Take(JsonObject entry, DateTimeOffset at)
    {
        if (!Enum.TryParse<JournalKind>((string?)entry["kind"], out var kind) || (string?)entry["executionId"] is not { } id)
        {
            return;
        }

        if (kind == JournalKind.ActivityStarted && _nodes.Find((string?)entry["activityId"] ?? "") is { } node)
        {
            Begin(new ElsaExecution(Key(id), node.Id, node.NodeId, node.Type, node.Name, _lastOfNode.GetValueOrDefault(node.Parent), at));
            return;
        }

        if (!_byId.TryGetValue(Key(id), out var execution))
        {
            return;
        }

        switch (kind)
        {
            case JournalKind.ActivityCompleted:
                execution.Outcomes = entry["data"]?["outcomes"]?.DeepClone() as JsonArray;
                execution.End("Completed", at);
                Add(execution, "Completed", at);
                break;
            case JournalKind.ActivityFaulted:
                execution.End("Faulted", at);
                Add(execution, "Faulted", at);
                break;
            case JournalKind.ActivityCancelled:
                execution.End("Canceled", at);
                Add(execution, "Canceled", at);
                break;
            case JournalKind.BookmarkCreated:
                execution.HasBookmarks = true;
                Add(execution, "Suspended", at);
                break;
            case JournalKind.BookmarkConsumed or JournalKind.BookmarkResumed:
                execution.HasBookmarks = kind == JournalKind.BookmarkResumed;
                Add(execution, "Resumed", at);
                break;
            case JournalKind.LineWritten:
                execution.State["Text"] = entry["data"]?["text"]?.DeepClone();
                break;
        }
    }

    private ElsaExecution Begin(ElsaExecution execution)
    {
        _byId[execution.Id] = _lastOfNode[execution.NodeId] = execution;
        Executions.Add(execution);
        Add(execution, "Started", execution.StartedAt);
        return execution;
    }

    private void Add(ElsaExecution execution, string eventName, DateTimeOffset at) => Records.Add(new ElsaRecord(execution, eventName, at, Records.Count));

    // Ours are counted in the instance; Studio asks for one by its id alone.
    private string Key(string executionId) => string.Create(CultureInfo.InvariantCulture, $"{_instance.InstanceId}.{executionId}");
}

/// <param name="Sequence">From 0 over the whole instance.</param>
internal sealed record ElsaRecord(ElsaExecution Execution, string EventName, DateTimeOffset At, int Sequence);

/// <summary>One run of an activity.</summary>
internal sealed class ElsaExecution(
    string id, string activityId, string nodeId, string type, string? name, ElsaExecution? parent, DateTimeOffset startedAt)
{
    public string Id => id;

    public string ActivityId => activityId;

    public string NodeId => nodeId;

    public string Type => type;

    public string? Name => name;

    public ElsaExecution? Parent => parent;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? CompletedAt { get; private set; }

    public string Status { get; private set; } = "Running";

    public bool HasBookmarks { get; set; }

    public JsonArray? Outcomes { get; set; }

    public JsonObject State { get; } = [];

    public void End(string status, DateTimeOffset at)
    {
        (Status, CompletedAt) = (status, at);
        HasBookmarks = false;
    }
}
