using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Retention;

/// <summary>
/// Moves instances that ended long ago out of the database, a small batch of each tenant at a time: into the archive first, so that a crash
/// between the two leaves a copy too many, never one too few.
/// </summary>
internal sealed class RetainInstances(
    RetentionOptions options, IFinishedInstances finished, IInstanceArchive archive, IDirectory directory, TimeProvider time) : ISystemJob
{
    public string Name => "retention";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (options.KeepFinished is not { } keep)
        {
            return false;
        }

        var more = false;
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            var batch = await finished.ReadAsync(tenant.Id, time.GetUtcNow() - keep, options.BatchSize, cancellation);
            if (batch.Count == 0)
            {
                continue;
            }

            if (options.ArchiveFolder is not null)
            {
                await archive.WriteAsync(tenant.Id, batch, cancellation);
            }

            await finished.RemoveAsync(tenant.Id, [.. batch.Select(i => i.InstanceId)], cancellation);
            more |= batch.Count == options.BatchSize;
        }

        return more;
    }
}
