using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Instances;

namespace LowCode.Tests.Benchmarks.Crash.Mutations;

/// <summary>Acknowledges a burst before it is committed. A case's number comes from the commit, so bursts of new cases are waited for.</summary>
internal sealed class EarlyAnsweringStore(IBurstStore store) : IBurstStore
{
    public async Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation)
    {
        var verdict = store.CommitAsync(burst, CancellationToken.None);
        return burst.Case is { NewNumber: not null } ? await verdict : new BurstVerdict.Committed(burst.Instance.ReadVersion + 1, null, []);
    }

    public Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.LoadAsync(tenant, instance, cancellation);

    public Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation) =>
        store.HandledAsync(tenant, consumer, messageId, cancellation);

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.RecoverAsync(tenant, instance, cancellation);
}
