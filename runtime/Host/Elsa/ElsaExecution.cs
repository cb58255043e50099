using System.Text.Json.Nodes;

namespace LowCode.Host.Elsa;

/// <summary>One run of an activity.</summary>
/// <param name="parent">The run that holds it; null: it is the workflow's own.</param>
/// <param name="scheduler">The run that led to it: its parent, or what ended before it.</param>
internal sealed class ElsaExecution(string id, ElsaNodes.Node node, ElsaExecution? parent, ElsaExecution? scheduler, DateTimeOffset startedAt)
{
    private readonly JsonObject _inputs = [];
    private readonly JsonObject _outputs = [];

    public string Id => id;

    public ElsaNodes.Node Node => node;

    public ElsaExecution? Parent => parent;

    public ElsaExecution? Scheduler => scheduler;

    public int Depth { get; } = scheduler is null ? 0 : scheduler.Depth + 1;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? CompletedAt { get; private set; }

    public string Status { get; private set; } = "Running";

    public bool IsOpen => Status is "Running" or "Faulted";

    public bool HasBookmarks { get; set; }

    public JsonArray? Outcomes { get; set; }

    /// <summary>Why it faulted; null: it did not, or was mended.</summary>
    public string? Failure { get; set; }

    /// <summary>Faults of its own and of what it holds that nobody has mended.</summary>
    public int FaultCount { get; private set; }

    /// <summary>Values of its inputs, by Elsa's names.</summary>
    public JsonObject State => ElsaValues.Inputs(node, _inputs);

    /// <summary>Values of its outputs, by Elsa's names.</summary>
    public JsonObject Outputs => ElsaValues.Outputs(node, _outputs);

    public void Note(JsonObject? inputs, JsonObject? outputs)
    {
        Put(_inputs, inputs);
        Put(_outputs, outputs);
    }

    public void Complete(DateTimeOffset at)
    {
        CompletedAt = at;
        Become("Completed");
    }

    public void Cancel() => Become("Canceled");

    public void Fault() => Become("Faulted");

    public void Resume() => Become("Running");

    private void Become(string status)
    {
        var change = (status == "Faulted" ? 1 : 0) - (Status == "Faulted" ? 1 : 0);
        Failure = status == "Faulted" ? Failure : null;
        HasBookmarks = false;
        Status = status;
        for (var e = this; e is not null; e = e.Parent)
        {
            e.FaultCount += change;
        }
    }

    private static void Put(JsonObject target, JsonObject? values)
    {
        foreach (var (name, value) in values ?? [])
        {
            target[name] = value?.DeepClone();
        }
    }
}

/// <param name="Sequence">From 0 over the whole instance.</param>
/// <param name="Outcomes">Null where it has none.</param>
internal sealed record ElsaRecord(ElsaExecution Execution, string EventName, DateTimeOffset At, int Sequence)
{
    public string? Message { get; set; }
}
