using LowCode.Definitions;
using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Retention;

/// <summary>
/// Moves instances that ended long ago out of the database, a small batch of each tenant at a time: into the archive first, so that a crash
/// between the two leaves a copy too many, never one too few. What went wrong long ago goes with it.
/// </summary>
internal sealed class RetainInstances(
    RetentionOptions options, IFinishedInstances finished, IOldTroubles troubles, IInstanceArchive archive, IDirectory directory, TimeProvider time) : ISystemJob
{
    public string Name => "retention";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (options.KeepFinished is not { } keep)
        {
            return false;
        }

        var (now, more) = (time.GetUtcNow(), false);
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            more |= await RetainAsync(tenant.Id, new EndedBefore(now - keep, now - options.KeepFaulted), cancellation);
            more |= await troubles.RemoveAsync(tenant.Id, now - options.KeepFaulted, options.BatchSize, cancellation) >= options.BatchSize;
        }

        return more;
    }

    private async Task<bool> RetainAsync(TenantId tenant, EndedBefore ended, CancellationToken cancellation)
    {
        var batch = await finished.ReadAsync(tenant, ended, options.BatchSize, cancellation);
        if (batch.Count == 0)
        {
            return false;
        }

        if (options.ArchiveFolder is not null)
        {
            await archive.WriteAsync(tenant, batch, cancellation);
        }

        await finished.RemoveAsync(tenant, [.. batch.Select(i => i.Ended)], cancellation);
        return batch.Count == options.BatchSize;
    }
}
