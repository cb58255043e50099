using LowCode.Definitions;

namespace LowCode.Work.Instances;

/// <summary>Port: instances whose bursts end the process. They are left alone, so that the others go on, until somebody releases them.</summary>
public interface IQuarantine
{
    /// <summary>
    /// In one transaction: the row that people see, the instance's sub-status <c>Quarantined</c> with one incident more, its timers put off
    /// for good, and its epoch raised so that no burst of an earlier owner commits.
    /// </summary>
    Task AddAsync(QuarantinedInstance instance, CancellationToken cancellation);

    /// <summary>Those of the instances whose last recovery did not come to its end: their bursts may be what ended the process.</summary>
    Task<IReadOnlyList<string>> SuspectsAsync(TenantId tenant, IReadOnlyList<string> instances, CancellationToken cancellation);

    /// <summary>
    /// The recovered burst came to its end, if to no good one: whatever it failed by does not end the process, so its recoveries are counted
    /// from zero again.
    /// </summary>
    Task OutlivedAsync(TenantId tenant, string instance, CancellationToken cancellation);

    /// <summary>Not released yet, the oldest first, with what they work on.</summary>
    Task<IReadOnlyList<QuarantinedInstance>> ListAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Lets it run again with its recoveries counted from zero. False: it is not in quarantine.</summary>
    Task<bool> ReleaseAsync(QuarantineRelease release, CancellationToken cancellation);

    /// <summary>Why an instance is in quarantine. Null: it is not.</summary>
    Task<QuarantinedInstance?> FindAsync(TenantId tenant, string instance, CancellationToken cancellation);
}

/// <param name="Reason">recovery.</param>
/// <param name="Attempts">Recoveries that failed.</param>
public sealed record QuarantinedInstance(TenantId Tenant, string InstanceId, DateTimeOffset At, string Reason, int Attempts)
{
    /// <summary>Its process; null: not read.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Number of the case that it works on; null: none, or not read.</summary>
    public string? CaseNumber { get; init; }
}

/// <param name="By">Login.</param>
/// <param name="Reason">Why it may run again.</param>
public sealed record QuarantineRelease(TenantId Tenant, string InstanceId, string By, string Reason, DateTimeOffset At);
