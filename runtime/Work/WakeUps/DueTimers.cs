using LowCode.Engine;
using LowCode.Work.Failpoints;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Fires timers whose time has come: each consumes its bookmark, so it fires once whatever happens. Where there are other nodes a batch is
/// leased, so that they do not try the same; a node that is alone leaves nothing leased that it does not fire, also when it ends.
/// </summary>
internal sealed partial class DueTimers(
    IWakeUps wakeUps, IInstanceOwner owner, Recovery recovery, INodeChannel nodes, TimeProvider time, ILogger<DueTimers> log) : ISystemJob, IDisposable
{
    private const int BatchSize = 200;
    private const int AtOnce = 16;

    /// <summary>A batch takes far less; what a process leased that ended waits so long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>In this process one looks at a time: at its moment, or by the system job.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    public string Name => "due-timers";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await FireDueAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> FireDueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await wakeUps.LeaseTimersAsync(now, nodes.IsAlone ? now : now + Lease, BatchSize, cancellation);

        // Whose recovery did not come to its end before may have ended the process: alone, so that it takes no other along, and first, so
        // that it is counted.
        var suspects = await recovery.SuspectsAsync(due, cancellation);
        foreach (var suspect in due.Where(suspects.Contains))
        {
            await FireAsync(suspect, cancellation);
        }

        await Parallel.ForEachAsync(
            due.Where(t => !suspects.Contains(t)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (timer, token) => await FireAsync(timer, token));
        return due.Count == BatchSize;
    }

    private async Task FireAsync(DueTimer timer, CancellationToken cancellation)
    {
        var isLeft = recovery.IsLeft(timer);
        try
        {
            if (isLeft && !await recovery.TryBeginAsync(timer.Tenant, timer.InstanceId, cancellation))
            {
                return;
            }

            var origin = new CommandOrigin(timer.Tenant, new InstanceId(timer.InstanceId), time.GetUtcNow());
            Failpoint.Pass("before-timer");
            var outcome = await owner.RunAsync(new InstanceCommand.Resume(origin, timer.BookmarkId), cancellation);
            Failpoint.Pass("after-timer");
            if (outcome is BurstOutcome.Committed)
            {
                recovery.Committed(timer.Tenant, timer.InstanceId);
                return;
            }

            if (outcome is BurstOutcome.Gone)
            {
                // Somebody else fired it after the lease: its row is gone too.
                LogFiredElsewhere(timer.BookmarkId, timer.InstanceId);
            }
            else
            {
                LogNotFired(timer.BookmarkId, timer.InstanceId, timer.Tenant.Value, outcome.ToString());
            }

            await PostponeAsync(timer, isLeft, cancellation);
        }
#pragma warning disable CA1031 // One instance's bug must not stop the timers of the others.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(failure, timer.BookmarkId, timer.InstanceId, timer.Tenant.Value);
            await PostponeAsync(timer, isLeft, cancellation);
        }
    }

    private async Task PostponeAsync(DueTimer timer, bool isLeft, CancellationToken cancellation)
    {
        if (isLeft)
        {
            await recovery.OutlivedAsync(timer.Tenant, timer.InstanceId, cancellation);
        }

        await wakeUps.PostponeTimerAsync(timer, time.GetUtcNow() + Backoff.After(timer.Attempts), cancellation);
    }

    [LoggerMessage(LogLevel.Debug, "Timer {BookmarkId} of instance {InstanceId} was fired by somebody else.")]
    private partial void LogFiredElsewhere(string bookmarkId, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Timer {BookmarkId} of instance {InstanceId} of {Tenant} did not fire: {Outcome}.")]
    private partial void LogNotFired(string bookmarkId, string instanceId, string tenant, string outcome);

    [LoggerMessage(LogLevel.Error, "Timer {BookmarkId} of instance {InstanceId} of {Tenant} failed and waits.")]
    private partial void LogFailed(Exception failure, string bookmarkId, string instanceId, string tenant);
}
