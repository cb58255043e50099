using LowCode.Engine;
using LowCode.Work.Failpoints;
using LowCode.Work.Instances;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Fires timers whose time has come: each consumes its bookmark, so it fires once whatever happens.</summary>
internal sealed partial class DueTimers(IWakeUps wakeUps, IInstanceOwner owner, IBurstStore bursts, TimeProvider time, ILogger<DueTimers> log)
{
    private const int BatchSize = 200;
    private const int AtOnce = 16;

    /// <summary>An instance whose bursts killed the process or failed this often is left alone until a person looks at it.</summary>
    private const int MostRecoveries = 3;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>True: there may be more.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var due = await wakeUps.DueTimersAsync(time.GetUtcNow(), BatchSize, cancellation);

        // What was due before this process started may be what ended the last one: one at a time, counted before it runs.
        foreach (var timer in due.Where(t => t.DueAt <= _startedAt))
        {
            await RecoverAsync(timer, cancellation);
        }

        await Parallel.ForEachAsync(
            due.Where(t => t.DueAt > _startedAt),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (timer, token) => await FireAsync(timer, token));
        return due.Count == BatchSize;
    }

    private async Task RecoverAsync(DueTimer timer, CancellationToken cancellation)
    {
        var attempts = await bursts.RecoverAsync(timer.Tenant, new InstanceId(timer.InstanceId), cancellation);
        owner.Forget(timer.Tenant, new InstanceId(timer.InstanceId));
        Failpoint.Pass("recovered");
        if (attempts > MostRecoveries)
        {
            LogQuarantined(timer.InstanceId, timer.Tenant.Value, attempts.Value);
            await PostponeAsync(timer, cancellation);
            return;
        }

        await FireAsync(timer, cancellation);
    }

    private async Task FireAsync(DueTimer timer, CancellationToken cancellation)
    {
        try
        {
            var origin = new CommandOrigin(timer.Tenant, new InstanceId(timer.InstanceId), time.GetUtcNow());
            Failpoint.Pass("before-timer");
            var outcome = await owner.RunAsync(new InstanceCommand.Resume(origin, timer.BookmarkId), cancellation);
            Failpoint.Pass("after-timer");
            if (outcome is not BurstOutcome.Committed)
            {
                LogNotFired(timer.BookmarkId, timer.InstanceId, timer.Tenant.Value, outcome.ToString());
                await PostponeAsync(timer, cancellation);
            }
        }
#pragma warning disable CA1031 // One instance's bug must not stop the timers of the others.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(failure, timer.BookmarkId, timer.InstanceId, timer.Tenant.Value);
            await PostponeAsync(timer, cancellation);
        }
    }

    private Task PostponeAsync(DueTimer timer, CancellationToken cancellation) =>
        wakeUps.PostponeTimerAsync(timer, time.GetUtcNow() + Backoff.After(timer.Attempts), cancellation);

    [LoggerMessage(LogLevel.Error, "Instance {InstanceId} of {Tenant} is left alone: its bursts failed {Attempts} times right after a start.")]
    private partial void LogQuarantined(string instanceId, string tenant, int attempts);

    [LoggerMessage(LogLevel.Warning, "Timer {BookmarkId} of instance {InstanceId} of {Tenant} did not fire: {Outcome}.")]
    private partial void LogNotFired(string bookmarkId, string instanceId, string tenant, string outcome);

    [LoggerMessage(LogLevel.Error, "Timer {BookmarkId} of instance {InstanceId} of {Tenant} failed and waits.")]
    private partial void LogFailed(Exception failure, string bookmarkId, string instanceId, string tenant);
}
