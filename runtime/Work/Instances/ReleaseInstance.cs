using LowCode.Engine;
using LowCode.Work.Changes;
using LowCode.Work.People;

namespace LowCode.Work.Instances;

/// <param name="Reason">Why it may run again; kept with the quarantine.</param>
public sealed record ReleaseInstanceCommand(string InstanceId, string Reason);

/// <summary>It runs again, its recoveries counted from zero.</summary>
public sealed record ReleasedInstance(InstanceId InstanceId);

/// <summary>
/// An administrator takes an instance out of quarantine, once what made its bursts end the process is mended. A repeat is rejected: it is
/// not in quarantine any more.
/// </summary>
public sealed class ReleaseInstance(IQuarantine quarantine, IBurstStore store, IInstanceOwner owner, InstanceFeed instances, TimeProvider time)
{
    public async Task<Result<ReleasedInstance>> HandleAsync(Actor actor, ReleaseInstanceCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Rejections.Invalid("instance.missing-reason");
        }

        var id = new InstanceId(command.InstanceId);
        var release = new QuarantineRelease(actor.Tenant, command.InstanceId, actor.Login, command.Reason.Trim(), time.GetUtcNow());
        if (await quarantine.ReleaseAsync(release, cancellation))
        {
            owner.Forget(actor.Tenant, id);
            instances.Publish(new InstanceChanged(actor.Tenant, command.InstanceId));
            return new ReleasedInstance(id);
        }

        return await store.LoadAsync(actor.Tenant, id, cancellation) is null
            ? Rejections.NotFound("instance.not-found")
            : Rejections.Conflict("instance.not-quarantined");
    }
}
