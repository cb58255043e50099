using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Work.Troubles;

/// <summary>Shows an administrator which instances stand still, because their bursts ended the process.</summary>
public sealed class ReadQuarantinedInstances(IQuarantine quarantine)
{
    public async Task<Result<IReadOnlyList<QuarantinedInstance>>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<QuarantinedInstance>>.Of(await quarantine.ListAsync(actor.Tenant, cancellation))
            : Rejections.Forbidden("instance.forbidden");
}
