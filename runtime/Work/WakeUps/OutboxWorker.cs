using LowCode.Work.Failpoints;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Delivers what bursts left in the outbox. What it delivers carries the effect's idempotency key, so a second try does nothing twice.</summary>
internal sealed partial class OutboxWorker(IOutbox outbox, EffectDelivery effects, TimeProvider time, ILogger<OutboxWorker> log) : ISystemJob
{
    private const int BatchSize = 100;
    private const int MostAttempts = 10;
    private const int AtOnce = 16;

    /// <summary>Longer than the longest call.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private readonly string _name = Guid.NewGuid().ToString("N");

    public string Name => "outbox";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var leased = await outbox.LeaseAsync(_name, now, now + Lease, BatchSize, cancellation);

        // Those of one instance in their order, those of many at once.
        await Parallel.ForEachAsync(
            leased.GroupBy(i => (i.Tenant, i.InstanceId)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (items, token) =>
            {
                foreach (var item in items)
                {
                    await SendAsync(item, token);
                }
            });
        return leased.Count == BatchSize;
    }

    private async Task SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        try
        {
            if (item.Attempts >= MostAttempts)
            {
                // Every worker that tried it died over it.
                await outbox.BuryAsync(item, _name, "worker-died", time.GetUtcNow(), cancellation);
                return;
            }

            Failpoint.Pass("before-effect");
            await effects.DeliverAsync(item, cancellation);
            Failpoint.Pass("after-effect");
            await outbox.DeliveredAsync(item, _name, cancellation);
        }
#pragma warning disable CA1031 // Whatever is wrong with one effect, the others go on.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await FailAsync(item, failure, cancellation);
        }
    }

    private async Task FailAsync(OutboxItem item, Exception failure, CancellationToken cancellation)
    {
        LogFailed(failure, item.IdempotencyKey, item.Attempts + 1);
        var now = time.GetUtcNow();
        if (item.Attempts + 1 >= MostAttempts)
        {
            await outbox.BuryAsync(item, _name, failure.Message, now, cancellation);
        }
        else
        {
            await outbox.FailedAsync(item, _name, failure.Message, now + Backoff.After(item.Attempts), cancellation);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Effect {IdempotencyKey} failed, attempt {Attempt}.")]
    private partial void LogFailed(Exception failure, string idempotencyKey, int attempt);
}
