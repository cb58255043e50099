using LowCode.Work.DeadLetters;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Troubles;

/// <summary>How much waits for an administrator: open dead letters, triggers that are set aside and instances in quarantine.</summary>
public sealed class CountTroubles(IDeadLetterStore letters, ITriggerTimers timers, IQuarantine quarantine)
{
    /// <summary>0 for whoever may not look at them.</summary>
    public async Task<int> HandleAsync(Actor actor, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? await letters.CountOpenAsync(actor.Tenant, cancellation)
                + (await timers.ListSetAsideAsync(actor.Tenant, cancellation)).Count
                + (await quarantine.ListAsync(actor.Tenant, cancellation)).Count
            : 0;
}
