using LowCode.Work.Changes;
using LowCode.Work.Failpoints;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Delivers what bursts left in the outbox. What it delivers carries the effect's idempotency key, so a second try does nothing twice. A
/// batch is begun and not waited for: calls that hang hold up nobody else's effects.
/// </summary>
internal sealed partial class OutboxWorker(
    IOutbox outbox, EffectDelivery effects, WakeUpSignal signal, TimeProvider time, ILogger<OutboxWorker> log) : ISystemJob, IDisposable
{
    private const int BatchSize = 100;
    private const int MostAttempts = 10;

    /// <summary>Longer than the longest call and the wait for its turn.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>What cannot begin now waits so long.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly DeliveryQueue _queue = new(time);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _wantsRoom;
    private int _isDisposed;

    public string Name => "outbox";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    /// <summary>Something is under way or next.</summary>
    public bool IsAtWork => _queue.Held > 0;

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return !_stopping.IsCancellationRequested && await TakeAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task SettleAsync(CancellationToken cancellation) => _queue.WhenEmptyAsync().WaitAsync(cancellation);

    /// <summary>Ends what is under way; all that is held goes back to the outbox, for whoever comes next.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _turn.WaitAsync(cancellation);
        _turn.Release();
        await PutBackAsync(_queue.TakeQueued(), TimeSpan.Zero);
        await SettleAsync(cancellation);
    }

    public void Dispose()
    {
        // Known by two services, it is disposed twice.
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _stopping.Cancel();
        _stopping.Dispose();
        _turn.Dispose();
    }

    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        await PutBackAsync(_queue.TakeOverdue(), Later);
        _wantsRoom = true;
        var limit = Math.Min(BatchSize, DeliveryQueue.Most - _queue.Held);
        if (limit <= 0)
        {
            BeginNext();
            return false;
        }

        _wantsRoom = false;
        var now = time.GetUtcNow();
        var leased = await outbox.LeaseAsync(_name, now, now + Lease, limit, cancellation);
        var refused = leased.Where(i => !_queue.TryAdd(i)).ToList();
        BeginNext();
        await PutBackAsync(refused, Later);
        return leased.Count == limit;
    }

    private void BeginNext()
    {
        while (!_stopping.IsCancellationRequested && _queue.TryTake(out var item))
        {
            _ = Task.Run(() => SendAndGoOnAsync(item), CancellationToken.None);
        }
    }

    private async Task SendAndGoOnAsync(OutboxItem item)
    {
        try
        {
            await SendAsync(item, _stopping.Token);
            await PutBackAsync(_queue.TakeOverdue(), Later);
        }
#pragma warning disable CA1031 // The store fails: the lease ends by itself, and the next look tells it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogLeft(failure, item.IdempotencyKey);
        }
        finally
        {
            _queue.Done(item);
            BeginNext();
            if (_wantsRoom)
            {
                signal.Raise();
            }
        }
    }

    private async Task SendAsync(OutboxItem item, CancellationToken cancellation)
    {
        try
        {
            if (item.IsLeft && !await TryBeginAsync(item, cancellation))
            {
                return;
            }

            Failpoint.Pass("before-effect");
            await effects.DeliverAsync(item, cancellation);
            Failpoint.Pass("after-effect");
            await outbox.DeliveredAsync(item, _name, cancellation);
        }
        catch (EffectMustWaitException must)
        {
            LogWaits(item.IdempotencyKey, must.Message);
            await PutBackAsync([item with { IsLeft = false }], must.Wait);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await PutBackAsync([item with { IsLeft = false }], TimeSpan.Zero);
        }
#pragma warning disable CA1031 // Whatever is wrong with one effect, the others go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await FailAsync(item, failure, cancellation);
        }
    }

    /// <summary>False: every worker that tried it died over it, or another has it now.</summary>
    private async Task<bool> TryBeginAsync(OutboxItem item, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (item.Attempts < MostAttempts)
        {
            return await outbox.BeginAsync(item, _name, now + Lease, cancellation);
        }

        LogBuried(item.IdempotencyKey, item.Tenant.Value, item.InstanceId, item.Attempts, "worker-died");
        await outbox.BuryAsync(item, _name, "worker-died", now, cancellation);
        return false;
    }

    private async Task FailAsync(OutboxItem item, Exception failure, CancellationToken cancellation)
    {
        LogFailed(failure, item.IdempotencyKey, item.Attempts + 1);
        var now = time.GetUtcNow();
        var reason = failure is UndeliveredException undelivered ? undelivered.Kept : failure.Message;
        if (item.Attempts + 1 >= MostAttempts)
        {
            LogBuried(item.IdempotencyKey, item.Tenant.Value, item.InstanceId, item.Attempts + 1, failure.Message);
            await outbox.BuryAsync(item, _name, reason, now, cancellation);
        }
        else
        {
            await outbox.FailedAsync(item, _name, reason, now + Backoff.After(item.Attempts), cancellation);
        }
    }

    // Also when the process stops: what is not given back looks as if a process had ended over it.
    private Task PutBackAsync(IReadOnlyList<OutboxItem> items, TimeSpan wait) =>
        items.Count == 0 ? Task.CompletedTask : outbox.PutBackAsync(items, _name, time.GetUtcNow() + wait, CancellationToken.None);

    [LoggerMessage(LogLevel.Warning, "Effect {IdempotencyKey} failed, attempt {Attempt}.")]
    private partial void LogFailed(Exception failure, string idempotencyKey, int attempt);

    [LoggerMessage(LogLevel.Information, "Effect {IdempotencyKey} waits: {Reason}")]
    private partial void LogWaits(string idempotencyKey, string reason);

    [LoggerMessage(LogLevel.Warning, "Effect {IdempotencyKey} stays leased: what became of it could not be noted.")]
    private partial void LogLeft(Exception failure, string idempotencyKey);

    [LoggerMessage(LogLevel.Error, "Effect {IdempotencyKey} of {Tenant}, instance {InstanceId}, is a dead letter after {Attempts} attempts: {Reason}")]
    private partial void LogBuried(string idempotencyKey, string tenant, string instanceId, int attempts, string reason);
}
