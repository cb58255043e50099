using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Engine.Http;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Effects;

/// <summary>
/// What must happen because of a burst. Tasks, timers and cases live in the same database, so those effects are applied in the burst's
/// transaction; what concerns other instances goes to the outbox and runs after the commit.
/// </summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Counts the effects of an activity execution over its whole life: with the execution's id it names the effect, also where the activity is tried again.</summary>
    public int Number { get; init; }

    /// <summary>A bookmark falls due at a time. Gone with its bookmark.</summary>
    public sealed record SetTimer(string BookmarkId, DateTimeOffset DueAt) : Effect;

    /// <summary>A user task is open. Gone (cancelled) with its bookmark, unless it was completed.</summary>
    public sealed record OpenTask(string BookmarkId, UserTaskRequest Task) : Effect;

    /// <summary>The process moves its case on. Null members change nothing.</summary>
    /// <param name="Status">A status key of the case type.</param>
    /// <param name="Due">New due time of the case, UTC.</param>
    /// <param name="Data">Fields to set in the case's data.</param>
    /// <param name="Note">A line for the timeline.</param>
    public sealed record UpdateCase(
        string ActivityId,
        string? Status,
        DateTimeOffset? Due,
        JsonObject? Data,
        LocalizedText? Note) : Effect;

    /// <summary>Something outside is asked to do a task, which it completes by the task's id. Gone with its bookmark.</summary>
    public sealed record RequestTask(string BookmarkId, string TaskId, string TaskName, JsonNode? Payload) : Effect;

    /// <summary>A new instance starts after the commit, from what is published then.</summary>
    /// <param name="Child">Its id.</param>
    public sealed record DispatchWorkflow(string ActivityExecutionId, InstanceId Child, string DefinitionId, Stimulus.Start Start) : Effect;

    /// <summary>
    /// An instance was started inside the burst: its first burst is committed with this one, and what that one asks for comes before
    /// whatever follows here.
    /// </summary>
    public sealed record CommitChild(StartedChild Child) : Effect;

    /// <summary>The instance has ended, and another waits for it.</summary>
    /// <param name="Hash">Of the bookmark that waits.</param>
    /// <param name="Result">What it is resumed with.</param>
    public sealed record ResumeParent(InstanceId Parent, string Hash, JsonNode Result) : Effect;

    /// <summary>Nobody waits any more for an instance that this one started.</summary>
    public sealed record CancelChild(string ActivityExecutionId, InstanceId Child) : Effect;

    /// <summary>Somebody outside is called; the bookmark is resumed with the answer, see <see cref="HttpAnswer"/>. Gone with its bookmark.</summary>
    /// <param name="ActivityExecutionId">Half of the idempotency key <c>tenant/instance/activityExecution</c>.</param>
    public sealed record CallHttp(string BookmarkId, string ActivityExecutionId, HttpCall Call) : Effect;

    /// <summary>A connector is called; the bookmark is resumed with what came of it. Gone with its bookmark.</summary>
    /// <param name="ActivityExecutionId">Half of the idempotency key <c>tenant/instance/activityExecution</c>.</param>
    /// <param name="Connector">Type of its activity.</param>
    /// <param name="Inputs">A JSON object.</param>
    public sealed record CallConnector(string BookmarkId, string ActivityExecutionId, string Connector, string Inputs) : Effect;

    /// <summary>A change of a rule set is published; the bookmark is resumed with what came of it. Gone with its bookmark.</summary>
    /// <param name="ActivityExecutionId">With the number the idempotency key <c>tenant/instance/activityExecution/number</c>.</param>
    public sealed record PublishRule(string BookmarkId, string ActivityExecutionId, RulePublication Publication) : Effect;

    /// <summary>A request that started or resumed the instance is answered.</summary>
    /// <param name="RequestId">The reply slot that the request registered.</param>
    public sealed record Reply(string ActivityExecutionId, string RequestId, HttpReply Response) : Effect;

    /// <summary>An event for whoever waits for it.</summary>
    /// <param name="ActivityExecutionId">With the number the idempotency key <c>tenant/instance/activityExecution/number</c>.</param>
    /// <param name="IsLocal">Only for this instance.</param>
    public sealed record PublishEvent(
        string ActivityExecutionId,
        string EventName,
        JsonNode? Payload,
        string? CorrelationId,
        bool IsLocal) : Effect;
}
