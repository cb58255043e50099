using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Troubles;

/// <summary>Shows an administrator which triggers start no instances any more, because their starts ended the process.</summary>
public sealed class ReadSetAsideTriggers(ITriggerTimers timers)
{
    public async Task<Result<IReadOnlyList<SetAsideTrigger>>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? Result<IReadOnlyList<SetAsideTrigger>>.Of(await timers.ListSetAsideAsync(actor.Tenant, cancellation))
            : Rejections.Forbidden("trigger.forbidden");
}
