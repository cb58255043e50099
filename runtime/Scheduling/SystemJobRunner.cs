using System.Collections.Concurrent;
using LowCode.Work.Stores;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.Logging;

namespace LowCode.Scheduling;

/// <summary>
/// Runs a system job batch by batch until nothing is left. A job that fails rests, longer with every failure, up to half a minute. While the
/// store is known to fail nothing is tried: it is looked at once for all.
/// </summary>
internal sealed partial class SystemJobRunner(IEnumerable<ISystemJob> jobs, StoreState store, TimeProvider time, ILogger<SystemJobRunner> log)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyDictionary<string, ISystemJob> _jobs = jobs.ToDictionary(j => j.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Failure> _failures = new(StringComparer.Ordinal);

    /// <summary>A name that this node does not know belongs to another version's node.</summary>
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        if (store.Trouble is not null || !_jobs.TryGetValue(name, out var job) || (_failures.TryGetValue(name, out var failure) && time.GetUtcNow() < failure.Until))
        {
            return;
        }

        try
        {
            while (await job.RunAsync(cancellation))
            {
                // The batch was full.
            }

            if (_failures.TryRemove(name, out var ended))
            {
                LogRecovered(name, ended.Count);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host ends; what is left is in rows.
        }
        catch (Exception error) when (store.Note(error) is { } problem)
        {
            // It runs again as soon as the store does.
            LogStore(name, StoreState.CodeOf(problem));
        }
#pragma warning disable CA1031 // A bug in one batch must not end the job for good.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var count = (_failures.GetValueOrDefault(name)?.Count ?? 0) + 1;
            var rest = TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, count - 1)));
            _failures[name] = new Failure(count, time.GetUtcNow() + rest);
            LogFailed(error, name, count, rest);
        }
    }

    [LoggerMessage(LogLevel.Warning, "System job {Name} waits for the store ({Problem}).")]
    private partial void LogStore(string name, string problem);

    [LoggerMessage(LogLevel.Error, "System job {Name} failed {Count} times in a row and rests for {Rest}.")]
    private partial void LogFailed(Exception error, string name, int count, TimeSpan rest);

    [LoggerMessage(LogLevel.Information, "System job {Name} works again after {Count} failures.")]
    private partial void LogRecovered(string name, int count);

    private sealed record Failure(int Count, DateTimeOffset Until);
}
