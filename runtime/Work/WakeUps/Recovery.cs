using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Changes;
using LowCode.Work.Failpoints;
using LowCode.Work.Instances;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Takes up the bursts that a dead process left. What was due when this process started may be what ended the last one, and what
/// another node leased and left may be what ended that one: each such burst is counted, durably, before it runs; the third in a row that did
/// not come to its end was the last.
/// </summary>
internal sealed partial class Recovery(IBurstStore bursts, IQuarantine quarantine, IInstanceOwner owner, InstanceFeed instances, TimeProvider time, ILogger<Recovery> log)
{
    /// <summary>Recoveries that an instance is given.</summary>
    public const int Most = 3;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Whose recovered burst failed here while this process lived on: they are not what ends it, and not counted by it again.</summary>
    private readonly ConcurrentDictionary<(TenantId, string), byte> _outlived = new();

    /// <summary>Of what a dead process left, that which must run alone: the process may have ended over it.</summary>
    public async Task<IReadOnlySet<DueTimer>> SuspectsAsync(IReadOnlyList<DueTimer> due, CancellationToken cancellation)
    {
        var suspects = new HashSet<DueTimer>();
        foreach (var ofTenant in due.Where(IsLeft).GroupBy(t => t.Tenant))
        {
            var instances = await quarantine.SuspectsAsync(ofTenant.Key, [.. ofTenant.Select(t => t.InstanceId).Distinct()], cancellation);
            suspects.UnionWith(ofTenant.Where(t => instances.Contains(t.InstanceId)));
        }

        return suspects;
    }

    /// <summary>It was due when this process started, or another had it.</summary>
    public bool IsLeft(DueTimer timer) => timer.IsLeft || timer.DueAt <= _startedAt;

    /// <summary>False: the instance is in quarantine, or gone; its burst must not run.</summary>
    public async Task<bool> TryBeginAsync(TenantId tenant, string instance, CancellationToken cancellation)
    {
        if (_outlived.ContainsKey((tenant, instance)))
        {
            return true;
        }

        var id = new InstanceId(instance);
        var attempts = await bursts.RecoverAsync(tenant, id, cancellation);
        owner.Forget(tenant, id);
        Failpoint.Pass("recovered");
        if (attempts is null or <= Most)
        {
            return attempts is not null;
        }

        LogQuarantined(instance, tenant.Value, Most);
        await quarantine.AddAsync(new QuarantinedInstance(tenant, instance, time.GetUtcNow(), "recovery", attempts.Value - 1), cancellation);
        owner.Forget(tenant, id);
        instances.Publish(new InstanceChanged(tenant, instance));
        return false;
    }

    /// <summary>A burst that was begun here failed, and the process lives.</summary>
    public Task OutlivedAsync(TenantId tenant, string instance, CancellationToken cancellation)
    {
        // Also where the store is what fails.
        _outlived[(tenant, instance)] = 0;
        return quarantine.OutlivedAsync(tenant, instance, cancellation);
    }

    /// <summary>A burst of it was committed, which sets its count back.</summary>
    public void Committed(TenantId tenant, string instance) => _outlived.TryRemove((tenant, instance), out _);

    [LoggerMessage(LogLevel.Critical, "Instance {InstanceId} of {Tenant} is in quarantine: {Attempts} times its burst did not come to its end after a start.")]
    private partial void LogQuarantined(string instanceId, string tenant, int attempts);
}
