using LowCode.Work.Changes;
using LowCode.Work.Instances;
using LowCode.Work.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// What every process does for itself: it sends its own effects at once, without waiting for the scheduler, and lets idle instances leave
/// its memory.
/// </summary>
internal sealed partial class WakeUpLoop(
    OutboxWorker outbox, InstanceOwner owner, WakeUpSignal signal, StoreState store, TimeProvider time, ILogger<WakeUpLoop> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>While effects are held: those whose turn does not come go back.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await outbox.StopAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The store may be what fails; the leases end by themselves.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after another: this one must not hold up the rest.
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PauseAsync(stoppingToken);
                owner.Sweep();
                while (await outbox.RunAsync(stoppingToken))
                {
                    // There was a full batch of them.
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (store.Note(failure) is not null)
            {
                await store.WorksAsync().WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                signal.Raise();
            }
#pragma warning disable CA1031 // A bug in one batch must not end the loop for good.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure);
                await Task.Delay(Backoff.After(Math.Min(failures++, 5)), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        using var period = new CancellationTokenSource(outbox.IsAtWork ? AtWork : Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, period.Token);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Nothing was signalled for long enough.
        }
    }

    [LoggerMessage(LogLevel.Error, "Effects could not be sent.")]
    private partial void LogFailed(Exception failure);
}
