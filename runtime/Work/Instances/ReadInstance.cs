using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <summary>An instance as whoever mends it sees it.</summary>
/// <param name="Open">What runs, waits or was stopped, oldest first.</param>
/// <param name="Incidents">Oldest first, the mended ones among them.</param>
/// <param name="Variables">Of the process, by name.</param>
public sealed record InstanceView(
    string DefinitionId,
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    IReadOnlyList<ExecutionView> Open,
    IReadOnlyList<Incident> Incidents,
    JsonObject Variables)
{
    /// <summary>Where it waits, oldest first.</summary>
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>Workflow inputs by name.</summary>
    public JsonObject Input { get; init; } = [];

    /// <summary>Workflow outputs by name.</summary>
    public JsonObject Output { get; init; } = [];

    /// <summary>The instance that started it; null: none did.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Null: it is not in quarantine.</summary>
    public QuarantineView? Quarantine { get; init; }
}

/// <param name="Attempts">Recoveries that did not come to their end.</param>
public sealed record QuarantineView(DateTimeOffset At, string Reason, int Attempts);

/// <summary>Shows an administrator where an instance stands. What they may not see of its case is masked in variables, inputs and outputs.</summary>
public sealed class ReadInstance(IBurstStore store, IQuarantine quarantine, PublishedDefinitions definitions, InstancePrivacy privacy, WorkflowEngine engine)
{
    public async Task<Result<InstanceView>> HandleAsync(Actor actor, string instanceId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (await store.LoadAsync(actor.Tenant, new InstanceId(instanceId), cancellation) is not { } stored)
        {
            return Rejections.NotFound("instance.not-found");
        }

        var workflow = await definitions.WorkflowAsync(actor.Tenant, new Definitions.Releases.ContentHash(stored.DefinitionHash), cancellation);
        var view = await definitions.AnswerAsync(actor.Tenant, stored.ReleaseRevision, workflows => View(stored, workflow, workflows), cancellation);
        view = Hide(view, await privacy.OfAsync(actor, stored.CaseId, cancellation));
        return stored.IsQuarantined && await quarantine.FindAsync(actor.Tenant, instanceId, cancellation) is { } row
            ? view with { Quarantine = new QuarantineView(row.At, row.Reason, row.Attempts) }
            : view;
    }

    private static InstanceView Hide(InstanceView view, HiddenValues hidden) => view with
    {
        Variables = hidden.Hide(view.Variables)!.AsObject(),
        Input = hidden.Hide(view.Input)!.AsObject(),
        Output = hidden.Hide(view.Output)!.AsObject(),
        Incidents = [.. view.Incidents.Select(i => Hide(i, hidden))],
        Bookmarks = [.. view.Bookmarks.Select(b => b with { Payload = hidden.Hide(b.Payload) })],
    };

    // Both say the same: what nobody may read in the one must not stand in the other.
    private static Incident Hide(Incident incident, HiddenValues hidden) => hidden.Hide(incident.Text) is var text && text == incident.Text
        ? incident
        : incident with { Message = text, Reason = null };

    private InstanceView View(StoredInstance stored, CompiledWorkflow workflow, IWorkflows workflows)
    {
        var state = InstanceState.FromSnapshot(stored.Snapshot);
        return new InstanceView(
            stored.DefinitionId,
            state.Status,
            state.SubStatus,
            engine.Executions(workflow, state, workflows),
            state.Incidents,
            engine.Variables(workflow, state, workflows))
        {
            Bookmarks = state.Bookmarks,
            Input = state.GivenInput,
            Output = state.Output,
            ParentInstanceId = WorkflowEngine.ParentOf(state),
        };
    }
}
