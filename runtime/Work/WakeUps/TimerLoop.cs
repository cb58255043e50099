using LowCode.Work.Changes;
using LowCode.Work.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Fires the timers that this process set at their moment. All others, of other nodes and of processes that ended, are found by the system
/// job that looks every second.
/// </summary>
internal sealed partial class TimerLoop(
    DueTimers timers, TimerAlarm alarm, StoreState store, TimeProvider time, ILogger<TimerLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a dead process left, without waiting until the other nodes have missed it; and what it had leased.
        alarm.Set(time.GetUtcNow());
        alarm.Set(time.GetUtcNow() + DueTimers.Lease);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await alarm.WaitAsync(stoppingToken);
                while (store.Trouble is null && await timers.RunAsync(stoppingToken))
                {
                    // There was a full batch of them.
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The system job finds what could not be fired.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (store.Note(failure) is null)
                {
                    LogFailed(failure);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Timers could not be fired at their moment.")]
    private partial void LogFailed(Exception failure);
}
