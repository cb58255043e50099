using LowCode.Definitions;

namespace LowCode.Work.WakeUps;

/// <summary>Port: effects that leave the burst's transaction. Leased, so that a worker that dies does not take them along.</summary>
public interface IOutbox
{
    /// <summary>Takes what is available and not leased by another, the oldest first. A lease is no attempt.</summary>
    Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation);

    /// <summary>
    /// Counts the attempt, committed before the answer, so that an effect which ends its worker's process is counted; and leases it anew.
    /// For what was left by a worker: all else is counted by how it ends. False: the lease was lost.
    /// </summary>
    Task<bool> BeginAsync(OutboxItem item, string worker, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Deletes the row, after what it delivers was committed. False: the lease was lost.</summary>
    Task<bool> DeliveredAsync(OutboxItem item, string worker, CancellationToken cancellation);

    /// <summary>Counts the attempt and gives the row back for another try.</summary>
    Task FailedAsync(OutboxItem item, string worker, string error, DateTimeOffset availableAt, CancellationToken cancellation);

    /// <summary>Gives back what was not tried, with the attempts that it had.</summary>
    Task PutBackAsync(IReadOnlyList<OutboxItem> items, string worker, DateTimeOffset availableAt, CancellationToken cancellation);

    /// <summary>Moves the row to the dead letters.</summary>
    Task BuryAsync(OutboxItem item, string worker, string reason, DateTimeOffset now, CancellationToken cancellation);
}

/// <param name="Attempts">Tries before this one.</param>
/// <param name="IsLeft">A worker had it whose lease ended with neither a good nor a bad end: perhaps its process ended over it.</param>
public sealed record OutboxItem(
    TenantId Tenant,
    string OutboxId,
    string InstanceId,
    string Kind,
    string Payload,
    string IdempotencyKey,
    int Attempts,
    bool IsLeft = false);
