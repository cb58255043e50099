using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Events;
using LowCode.Work.Instances;

namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>The store of bursts and the inbox of events, with faults.</summary>
internal sealed class FaultyBursts(IBurstStore store, FaultInjector faults) : IBurstStore
{
    public Task<StoredInstance?> LoadAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) =>
        faults.RunAsync(() => store.LoadAsync(tenant, instance, cancellation));

    public Task<HandledMessage?> HandledAsync(TenantId tenant, string consumer, string messageId, CancellationToken cancellation) =>
        faults.RunAsync(() => store.HandledAsync(tenant, consumer, messageId, cancellation));

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) => faults.RunAsync(() => store.CommitAsync(burst, cancellation));

    public Task<int?> RecoverAsync(TenantId tenant, InstanceId instance, CancellationToken cancellation) =>
        faults.RunAsync(() => store.RecoverAsync(tenant, instance, cancellation));
}

internal sealed class FaultyInbox(IEventInbox inbox, FaultInjector faults) : IEventInbox
{
    public Task<Delivery> DeliverAsync(TenantId tenant, EventMessage message, CancellationToken cancellation) =>
        faults.RunAsync(() => inbox.DeliverAsync(tenant, message, cancellation));
}
