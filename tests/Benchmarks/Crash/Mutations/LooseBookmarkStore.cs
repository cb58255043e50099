using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Instances;

namespace LowCode.Tests.Benchmarks.Crash.Mutations;

/// <summary>Commits a burst without its bookmark and deletes the bookmark in a transaction of its own afterwards.</summary>
internal sealed class LooseBookmarkStore(IBurstStore store, CrashDatabase database) : IBurstStore
{
    public async Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation)
    {
        var loose = burst.Consumed is null || burst.Completion is not null
            ? burst
            : burst with { Consumed = null, Closed = [.. burst.Closed.Where(b => b != burst.Consumed)] };
        var verdict = await store.CommitAsync(loose, cancellation);
        if (verdict is BurstVerdict.Committed && loose != burst)
        {
            await database.DeleteBookmarkAsync(burst.Tenant.Value, burst.Instance.InstanceId.Value, burst.Consumed!);
        }

        return verdict;
    }

    public Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.LoadAsync(tenant, instance, cancellation);

    public Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation) =>
        store.HandledAsync(tenant, consumer, messageId, cancellation);

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.RecoverAsync(tenant, instance, cancellation);
}
