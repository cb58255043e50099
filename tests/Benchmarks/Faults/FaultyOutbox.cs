using LowCode.Work.WakeUps;

namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>The outbox, with faults.</summary>
internal sealed class FaultyOutbox(IOutbox outbox, FaultInjector faults) : IOutbox
{
    public Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.LeaseAsync(worker, now, until, limit, cancellation));

    public Task<bool> BeginAsync(OutboxItem item, string worker, DateTimeOffset until, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.BeginAsync(item, worker, until, cancellation));

    public Task PutBackAsync(IReadOnlyList<OutboxItem> items, string worker, DateTimeOffset availableAt, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.PutBackAsync(items, worker, availableAt, cancellation));

    public Task<bool> DeliveredAsync(OutboxItem item, string worker, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.DeliveredAsync(item, worker, cancellation));

    public Task FailedAsync(OutboxItem item, string worker, string error, DateTimeOffset availableAt, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.FailedAsync(item, worker, error, availableAt, cancellation));

    public Task BuryAsync(OutboxItem item, string worker, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        faults.RunAsync(() => outbox.BuryAsync(item, worker, reason, now, cancellation));
}
