using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Instances;

namespace LowCode.Tests.Component.Durability;

/// <summary>The real store, which does not commit while it is told to fail; the process lives on.</summary>
internal sealed class RefusingStore(IBurstStore store) : IBurstStore
{
    public bool Fails { get; set; }

    public Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.LoadAsync(tenant, instance, cancellation);

    public Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation) =>
        store.HandledAsync(tenant, consumer, messageId, cancellation);

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) =>
        Fails ? throw new InvalidOperationException("Told to fail.") : store.CommitAsync(burst, cancellation);

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) => store.RecoverAsync(tenant, instance, cancellation);
}
