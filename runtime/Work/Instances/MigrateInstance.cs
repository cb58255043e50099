using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Instances;

/// <param name="Version">Of the definition that the instance runs.</param>
/// <param name="Reason">Why; kept in the journal.</param>
/// <param name="OperationId">Made by the caller, once per migration: a repeat gives the first answer and does nothing again.</param>
public sealed record MigrateInstanceCommand(string InstanceId, int Version, string Reason, string OperationId);

/// <summary>An administrator takes a running instance over to another published version of its definition.</summary>
public sealed class MigrateInstance(
    InterveneInInstance intervene, IInstanceQueries instances, IReleaseStore releases, PublishedDefinitions definitions, IBurstStore store, WorkflowEngine engine)
{
    public async Task<Result<IntervenedInstance>> HandleAsync(Actor actor, MigrateInstanceCommand command, CancellationToken cancellation)
    {
        var target = await TargetAsync(actor, command.InstanceId, command.Version, cancellation);
        if (!target.IsAccepted)
        {
            return target.Rejection;
        }

        return await intervene.RunAsync(
            actor,
            command.InstanceId,
            command.Reason,
            command.OperationId,
            origin => new InstanceCommand.Migrate(origin, target.Value.Workflow.Hash, target.Value.ReleaseRevision, command.Reason),
            cancellation);
    }

    /// <summary>Whether it could be done now. Changes nothing.</summary>
    public async Task<Rejection?> RefusalAsync(Actor actor, string instanceId, int version, CancellationToken cancellation)
    {
        var target = await TargetAsync(actor, instanceId, version, cancellation);
        if (!target.IsAccepted)
        {
            return target.Rejection;
        }

        if (await store.LoadAsync(actor.Tenant, new InstanceId(instanceId), cancellation) is not { } stored)
        {
            return Rejections.NotFound("instance.not-found");
        }

        var workflow = await definitions.WorkflowAsync(actor.Tenant, new ContentHash(stored.DefinitionHash), cancellation);
        var answer = await definitions.AnswerAsync(
            actor.Tenant,
            stored.ReleaseRevision,
            workflows => (Refusal: engine.MigrationRefusal(workflow, target.Value.Workflow, InstanceState.FromSnapshot(stored.Snapshot), workflows), 0),
            cancellation);
        return answer.Refusal is { } refusal ? Rejections.Conflict(refusal.Code, [.. refusal.Values]) : null;
    }

    private async Task<Result<Target>> TargetAsync(Actor actor, string instanceId, int version, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (await instances.FindAsync(actor.Tenant, instanceId, cancellation) is not { } row)
        {
            return Rejections.NotFound("instance.not-found");
        }

        var current = await definitions.CurrentAsync(actor.Tenant, cancellation);
        foreach (var hash in await releases.VersionsAsync(actor.Tenant, ArtefactKind.Workflow, row.DefinitionId, cancellation))
        {
            var workflow = await definitions.WorkflowAsync(actor.Tenant, hash, cancellation);
            if (workflow.Version == version)
            {
                return new Target(workflow, current.WorkflowHash(row.DefinitionId) == hash ? current.Revision : null);
            }
        }

        return Rejections.Conflict("instance.migrate-no-version", row.DefinitionId, version);
    }

    /// <param name="ReleaseRevision">Of the release that holds it now; null: none does.</param>
    private sealed record Target(CompiledWorkflow Workflow, long? ReleaseRevision);
}
