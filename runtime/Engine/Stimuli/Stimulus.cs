using System.Text.Json.Nodes;
using LowCode.Engine.Contents;
using LowCode.Engine.Interventions;

namespace LowCode.Engine.Stimuli;

/// <summary>What sets an instance in motion. The engine has no other input.</summary>
public abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>The first burst of a new instance.</summary>
    /// <param name="Input">Workflow inputs by name.</param>
    /// <param name="TriggerActivityId">The trigger that started it, a direct child of the root; null: the definition's own start.</param>
    /// <param name="Variables">Initial values of root variables by name, over the definition's defaults; unknown names are ignored.</param>
    /// <param name="Properties">Properties of the instance by name, which only the engine reads; null: none.</param>
    /// <param name="Contents">Of the request that starts it; null: nothing of it was kept apart.</param>
    public sealed record Start(
        JsonObject Input,
        string? CorrelationId = null,
        string? TriggerActivityId = null,
        JsonObject? Variables = null,
        JsonObject? Properties = null,
        RequestContents? Contents = null) : Stimulus;

    /// <summary>An open bookmark is resumed: by an event, a due timer, or whatever the bookmark waits for.</summary>
    /// <param name="Payload">What came with it; an Event's result.</param>
    /// <param name="Contents">Of the request that resumes it; null: nothing of it was kept apart.</param>
    public sealed record Resume(string BookmarkId, JsonNode? Payload = null, RequestContents? Contents = null) : Stimulus;

    /// <summary>A person completed a user task.</summary>
    /// <param name="Data">The case's data after the submission: the task's <c>captures</c> copy fields of it into variables.</param>
    public sealed record CompleteTask(string BookmarkId, string Outcome, string CompletedBy, JsonObject Data) : Stimulus;

    /// <summary>The whole instance is cancelled, also one that ended faulted.</summary>
    /// <param name="Actor">Login; null: the process itself.</param>
    public sealed record Cancel(string Reason, string? Actor = null) : Stimulus;

    /// <summary>A person takes the instance over to another version of its definition.</summary>
    /// <param name="Reason">Kept in the journal.</param>
    /// <param name="Actor">Login; null: the process itself.</param>
    public sealed record Migrate(string Reason, string? Actor = null) : Stimulus;

    /// <summary>A person intervenes.</summary>
    /// <param name="Reason">Kept in the journal and with the incident that is mended.</param>
    /// <param name="Actor">Login; null: the process itself.</param>
    public sealed record Intervene(Intervention What, string Reason, string? Actor = null) : Stimulus;
}
