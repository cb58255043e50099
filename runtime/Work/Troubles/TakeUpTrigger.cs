using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Troubles;

/// <param name="Reason">Why it may start instances again; kept with the trigger.</param>
public sealed record TakeUpTriggerCommand(string DefinitionId, string ActivityId, string Reason);

/// <summary>It is due again at the time that it had.</summary>
public sealed record TakenUpTrigger(string DefinitionId, string ActivityId);

/// <summary>
/// An administrator lets a trigger that was set aside start instances again, once what ended the process is mended. A repeat is rejected: it
/// is not set aside any more.
/// </summary>
public sealed class TakeUpTrigger(ITriggerTimers timers, TimeProvider time)
{
    public async Task<Result<TakenUpTrigger>> HandleAsync(Actor actor, TakeUpTriggerCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("trigger.forbidden");
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return Rejections.Invalid("trigger.missing-reason");
        }

        var takeUp = new TriggerTakeUp(actor.Tenant, command.DefinitionId, command.ActivityId, actor.Login, command.Reason.Trim(), time.GetUtcNow());
        return await timers.TakeUpAsync(takeUp, cancellation) switch
        {
            TakeUpVerdict.TakenUp => new TakenUpTrigger(command.DefinitionId, command.ActivityId),
            TakeUpVerdict.NotSetAside => Rejections.Conflict("trigger.not-set-aside"),
            _ => Rejections.NotFound("trigger.not-found"),
        };
    }
}
