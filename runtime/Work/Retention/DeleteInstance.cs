using LowCode.Engine;
using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Work.Retention;

/// <param name="Reason">Why; kept with whatever the end of a running instance is told to.</param>
public sealed record DeleteInstanceCommand(string InstanceId, string Reason);

/// <summary>An administrator deletes an instance with its journal. One that runs is cancelled first; its case stays.</summary>
public sealed class DeleteInstance(InterveneInInstance intervene, IInstanceQueries instances, IFinishedInstances finished, IInstanceOwner owner)
{
    /// <returns>The instance as it was.</returns>
    public async Task<Result<InstanceRow>> HandleAsync(Actor actor, DeleteInstanceCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (await instances.FindAsync(actor.Tenant, command.InstanceId, cancellation) is not { } row)
        {
            return Rejections.NotFound("instance.not-found");
        }

        if (row.FinishedAt is null)
        {
            var cancelled = await intervene.HandleAsync(
                actor, new CancelInstanceCommand(command.InstanceId, command.Reason, $"delete/{command.InstanceId}"), cancellation);
            if (!cancelled.IsAccepted && cancelled.Rejection.Code != "instance.ended")
            {
                return cancelled.Rejection;
            }
        }

        await finished.RemoveAsync(actor.Tenant, [new EndedInstance(command.InstanceId)], cancellation);
        owner.Forget(actor.Tenant, new InstanceId(command.InstanceId));
        return row;
    }
}
