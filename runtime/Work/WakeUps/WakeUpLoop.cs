using LowCode.Work.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Runs rounds for as long as the process lives: once a second, and at once when a commit left work.</summary>
internal sealed partial class WakeUpLoop(WakeUpRound round, WakeUpSignal signal, TimeProvider time, ILogger<WakeUpLoop> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after another: this one must not hold up the rest.
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var more = await round.RunAsync(stoppingToken);
                failures = 0;
                if (!more)
                {
                    await PauseAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The database may be away for a while; timers must go on when it is back.
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
        using var period = new CancellationTokenSource(Period, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, period.Token);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The period is over.
        }
    }

    [LoggerMessage(LogLevel.Error, "A wake-up round failed.")]
    private partial void LogFailed(Exception failure);
}
