using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Alterations;

/// <param name="Reason">Why; kept in the journal with each alteration.</param>
/// <param name="OperationId">Made by the caller, once per instance and list: a repeat does nothing again.</param>
public sealed record AlterCommand(string InstanceId, IReadOnlyList<Alteration> Alterations, string Reason, string OperationId);

/// <summary>What became of the alterations of one instance.</summary>
/// <param name="Done">How many were made, in order.</param>
/// <param name="Refusal">Why the next one was not; null: all were.</param>
public sealed record AlteredInstance(string InstanceId, int Done, Rejection? Refusal)
{
    public bool IsSuccessful => Refusal is null;
}

/// <summary>
/// An administrator changes a running instance, one alteration after the other, each durable and in the journal. The first that is refused ends it; those
/// before it stay.
/// </summary>
public sealed class AlterInstance(
    InterveneInInstance intervene, MigrateInstance migrate, IBurstStore store, PublishedDefinitions definitions, WorkflowEngine engine)
{
    public async Task<AlteredInstance> HandleAsync(Actor actor, AlterCommand command, CancellationToken cancellation)
    {
        foreach (var (index, alteration) in command.Alterations.Index())
        {
            var done = await ApplyAsync(actor, command, alteration, $"{command.OperationId}/{index}", cancellation);
            if (!done.IsAccepted)
            {
                return new AlteredInstance(command.InstanceId, index, done.Rejection);
            }
        }

        return new AlteredInstance(command.InstanceId, command.Alterations.Count, null);
    }

    /// <summary>Whether the first alteration could be made now; what follows it depends on it. Changes nothing.</summary>
    public async Task<AlteredInstance> TryAsync(Actor actor, string instanceId, IReadOnlyList<Alteration> alterations, CancellationToken cancellation)
    {
        var refusal = alterations switch
        {
            [] => null,
            [Alteration.Migrate to, ..] => await migrate.RefusalAsync(actor, instanceId, to.TargetVersion, cancellation),
            [var first, ..] => await RefusalAsync(actor, instanceId, first, cancellation),
        };
        return new AlteredInstance(instanceId, 0, refusal);
    }

    private async Task<Result<IntervenedInstance>> ApplyAsync(
        Actor actor, AlterCommand command, Alteration alteration, string operationId, CancellationToken cancellation)
    {
        var (instance, reason) = (command.InstanceId, command.Reason);
        switch (alteration)
        {
            case Alteration.Cancel:
                return await intervene.HandleAsync(actor, new CancelInstanceCommand(instance, reason, operationId), cancellation);
            case Alteration.Migrate to:
                return await migrate.HandleAsync(actor, new MigrateInstanceCommand(instance, to.TargetVersion, reason, operationId), cancellation);
            default:
                return await InterventionAsync(actor, instance, alteration, cancellation) is { } what
                    ? await intervene.HandleAsync(actor, new InterveneCommand(instance, what, reason, operationId), cancellation)
                    : Rejections.NotFound("instance.not-found");
        }
    }

    private async Task<Rejection?> RefusalAsync(Actor actor, string instanceId, Alteration alteration, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (await store.LoadAsync(actor.Tenant, new InstanceId(instanceId), cancellation) is not { } stored)
        {
            return Rejections.NotFound("instance.not-found");
        }

        if (alteration is Alteration.Cancel)
        {
            var state = InstanceState.FromSnapshot(stored.Snapshot);
            return state is { Status: InstanceStatus.Running } or { SubStatus: InstanceSubStatus.Faulted } ? null : Rejections.Conflict("instance.ended", state.SubStatus);
        }

        var what = (await InterventionAsync(actor, instanceId, alteration, cancellation))!;
        var workflow = await definitions.WorkflowAsync(actor.Tenant, new ContentHash(stored.DefinitionHash), cancellation);
        var answer = await definitions.AnswerAsync(
            actor.Tenant,
            stored.ReleaseRevision,
            workflows => (Refusal: engine.Refusal(workflow, InstanceState.FromSnapshot(stored.Snapshot), new Stimulus.Intervene(what, "", actor.Login), workflows), 0),
            cancellation);
        return answer.Refusal is { } refusal ? Rejections.Conflict(refusal.Code, [.. refusal.Values]) : null;
    }

    /// <summary>Null: there is no such instance.</summary>
    private async Task<Intervention?> InterventionAsync(Actor actor, string instanceId, Alteration alteration, CancellationToken cancellation)
    {
        switch (alteration)
        {
            case Alteration.ModifyVariable change:
                return new Intervention.SetVariable(change.VariableId, change.Value);
            case Alteration.CancelActivity cancel:
                return new Intervention.Move(Run(cancel.ActivityInstanceId) ?? cancel.ActivityId, null);
            case Alteration.ScheduleActivity schedule:
                var wanted = Run(schedule.ActivityInstanceId) ?? schedule.ActivityId!;
                return await store.LoadAsync(actor.Tenant, new InstanceId(instanceId), cancellation) is not { } stored ? null
                    : IsStopped(InstanceState.FromSnapshot(stored.Snapshot), wanted) ? new Intervention.Retry(wanted)
                    : new Intervention.Move(null, schedule.ActivityId ?? wanted);
            default:
                throw new ArgumentOutOfRangeException(nameof(alteration), alteration, "Expected an alteration that is an intervention.");
        }
    }

    private static bool IsStopped(InstanceState state, string activity) =>
        state.Incidents.Any(i => i.Resolution is null && (i.ActivityId == activity || i.ActivityExecutionId == activity));

    /// <summary>Outside a run is named with its instance.</summary>
    private static string? Run(string? activityInstanceId) => string.IsNullOrEmpty(activityInstanceId) ? null : activityInstanceId.Split('.')[^1];
}
