using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.Stores;

/// <summary>From the first failure of the store on, tries every second whether it works again. While it works nothing is asked.</summary>
internal sealed partial class StoreWatch(StoreState state, IStoreFaults faults, TimeProvider time, ILogger<StoreWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await state.NotedAsync().WaitAsync(stoppingToken);
                if (state.Trouble is { } trouble)
                {
                    LogTrouble(StoreState.CodeOf(trouble.Problem));
                    await UntilItWorksAsync(stoppingToken);
                    LogWorks(time.GetUtcNow() - trouble.Since);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private async Task UntilItWorksAsync(CancellationToken stopping)
    {
        while (true)
        {
            await Task.Delay(Period, time, stopping);
            try
            {
                await faults.CheckAsync(stopping);
                state.NoteWorks();
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong, it is looked at again.
            catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                state.Note(failure);
                LogStill(failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The store fails ({Problem}): what is asked of it is refused until it works again.")]
    private partial void LogTrouble(string problem);

    [LoggerMessage(LogLevel.Warning, "The store works again after {Duration}.")]
    private partial void LogWorks(TimeSpan duration);

    [LoggerMessage(LogLevel.Debug, "The store still fails.")]
    private partial void LogStill(Exception failure);
}
