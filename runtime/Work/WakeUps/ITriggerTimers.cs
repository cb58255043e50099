using LowCode.Definitions;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Port: when triggers of published definitions start instances. The rows are written by a publication, see
/// <see cref="Releases.ReleaseWrite.TriggerTimers"/>. Reads over all tenants; every row names its own.
/// </summary>
public interface ITriggerTimers
{
    /// <summary>What has become due, the oldest first, leased: until then nobody else is given it.</summary>
    Task<IReadOnlyList<DueTrigger>> LeaseAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>Counts a start of its time, committed before the answer, so that one which ends the process is counted.</summary>
    Task BeginAsync(DueTrigger trigger, CancellationToken cancellation);

    /// <summary>Its starts end the process: it is never due, until its definition is published changed or somebody takes it up.</summary>
    Task SetAsideAsync(DueTrigger trigger, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Those of the tenant that are set aside, in order.</summary>
    Task<IReadOnlyList<SetAsideTrigger>> ListSetAsideAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>It is due again at the time that it had, its starts counted from zero.</summary>
    Task<TakeUpVerdict> TakeUpAsync(TriggerTakeUp takeUp, CancellationToken cancellation);

    /// <summary>Sets the next time, unless the row was fired or published anew meanwhile.</summary>
    /// <param name="next">Null: it is never due again.</param>
    Task AdvanceAsync(DueTrigger trigger, DateTimeOffset? next, CancellationToken cancellation);

    /// <summary>A trigger whose start failed waits, so that it does not starve the others.</summary>
    Task PostponeAsync(DueTrigger trigger, DateTimeOffset availableAt, CancellationToken cancellation);
}

/// <param name="Attempts">Starts of it that failed.</param>
/// <param name="Begun">Starts of this time that began, and of which no end is known.</param>
public sealed record DueTrigger(TenantId Tenant, string DefinitionId, string ActivityId, DateTimeOffset DueAt, int Attempts, int Begun = 0);

/// <param name="DueAt">The time whose starts ended the process.</param>
/// <param name="Begun">How many of them.</param>
/// <param name="SetAsideAt">Null: an earlier version did not note it.</param>
public sealed record SetAsideTrigger(string DefinitionId, string ActivityId, DateTimeOffset DueAt, int Begun, DateTimeOffset? SetAsideAt);

public enum TakeUpVerdict
{
    TakenUp,
    NotSetAside,
    Unknown,
}

/// <param name="By">Login.</param>
/// <param name="Reason">Why it may start again; kept with the trigger.</param>
public sealed record TriggerTakeUp(TenantId Tenant, string DefinitionId, string ActivityId, string By, string Reason, DateTimeOffset At);
