using System.Runtime.CompilerServices;
using LowCode.Scheduling;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Disks;
using LowCode.Tests.Benchmarks.Faults;
using LowCode.Work;
using LowCode.Work.WakeUps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Power;

/// <summary>
/// The product under load on a simulated disk that loses what was not synced. Again and again the disk is copied as a power cut would leave
/// it at that moment, and everything that had been acknowledged before must be in the copy: answers, and side effects, whose steps must be
/// there because nothing leaves the process before its commit is durable.
/// </summary>
internal sealed class PowerBattery(string folder, int seed, string synchronous = "FULL") : IAsyncDisposable
{
    private readonly Oracle _oracle = new(Path.Combine(Directory.CreateDirectory(folder).FullName, "oracle.jsonl"));
    private readonly Random _random = new(seed);
    private string _left = "";

    public CrashFindings Findings { get; } = new();

    public int Acknowledged { get; private set; }

    public int Syncs { get; private set; }

    /// <param name="answers">Requests that are answered between two cuts.</param>
    public async IAsyncEnumerable<PowerCut> RunAsync(int cycles, int answers, int callers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        using var disk = new SimulatedDisk(data);
        using var host = await OpenAsync(data);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var client = new FaultClient(_oracle, host.Services, stop.Token);
        var workload = new CrashWorkload(_oracle, client, callers, seed);
        var checker = new CrashChecker(new CrashDatabase(() => new SqliteConnection($"Data Source={Path.Combine(_left, "lowcode.db")};Pooling=False")), _oracle, Findings);
        await host.StartAsync(cancellation);
        var running = workload.RunAsync();
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            await await Task.WhenAny(client.Answered.ReachAsync(client.Answered.Value + answers), running).WaitAsync(cancellation);

            // In this order: what is known before the cut must be in what is left.
            var acknowledged = _oracle.TakeFresh();
            var sent = _oracle.ReceivedKeys.ToList();
            _left = Path.Combine(folder, FormattableString.Invariant($"left-{cycle}"));
            disk.Cut(_left, cycle % 2 == 0 ? _random : null);
            Acknowledged += acknowledged.Count;
            CheckFile();
            await checker.CheckAsync(acknowledged, [], isLast: false, sent);
            yield return new PowerCut(cycle, acknowledged.Count, sent.Count);
            Directory.Delete(_left, recursive: true);
            if (!Findings.IsEmpty)
            {
                break;
            }
        }

        workload.End();
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None);
        Syncs = disk.Syncs;
    }

    public ValueTask DisposeAsync() => _oracle.DisposeAsync();

    private void CheckFile()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_left, "lowcode.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        if ((string?)command.ExecuteScalar() is var verdict and not "ok")
        {
            Findings.Break($"the file that was left is damaged: {verdict}");
        }
    }

    private async Task<IHost> OpenAsync(string data)
    {
        // Tables and definitions are there whatever happens to the rest.
        await using (var prepared = new ServiceCollection().AddLogging().AddStorage(new StorageOptions { DataFolder = data }).AddWork().BuildServiceProvider())
        {
            await CrashHost.PrepareAsync(prepared);
        }

        var options = new StorageOptions { DataFolder = data, Synchronous = synchronous };
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(options).AddWork().AddScheduling(new SchedulingOptions());
        builder.Services.Decorate<IOutbox>((outbox, _) => new EffectsOutside(outbox, (item, _) => _oracle.ReceiveAsync(item.IdempotencyKey)));
        return builder.Build();
    }
}

/// <param name="Acknowledged">Answers given since the last cut.</param>
/// <param name="Effects">Side effects outside up to the cut.</param>
internal sealed record PowerCut(int Cycle, int Acknowledged, int Effects);
