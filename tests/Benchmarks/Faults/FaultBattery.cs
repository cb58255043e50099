using LowCode.Scheduling;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Work;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>The product in this process on a store whose calls fail now and then; whoever was told of a failure asks again under the same id.</summary>
internal sealed class FaultBattery(CrashHostOptions options, string folder, double rate, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(120);
    private readonly Oracle _oracle = new(Path.Combine(Directory.CreateDirectory(folder).FullName, "oracle.jsonl"));

    public FaultInjector Faults { get; } = new(rate, seed);

    public CrashFindings Findings { get; } = new();

    public long Bursts { get; private set; }

    public async Task RunAsync(long bursts, int callers, CancellationToken cancellation)
    {
        using var host = await OpenAsync();
        var database = CrashDatabase.Of(options);
        var client = new FaultClient(_oracle, host.Services, cancellation);
        var workload = new CrashWorkload(_oracle, client, callers, seed);
        await host.StartAsync(cancellation);
        var running = workload.RunAsync();
        while ((Bursts = await BurstsAsync(database)) < bursts)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(200), cancellation));
            if (running.IsFaulted)
            {
                await running;
            }
        }

        workload.End();
        await running;
        var checker = new CrashChecker(database, _oracle, Findings);
        var since = TimeProvider.System.GetTimestamp();
        while (await checker.UnfinishedAsync() > 0 && TimeProvider.System.GetElapsedTime(since) < LongestDrain)
        {
            await Task.Delay(Look, cancellation);
        }

        await host.StopAsync(cancellation);
        Bursts = await BurstsAsync(database);
        await checker.CheckAsync([.. _oracle.All], [], isLast: true);
    }

    public ValueTask DisposeAsync() => _oracle.DisposeAsync();

    private static Task<long> BurstsAsync(CrashDatabase database) => database.ReadAsync(view => view.CountAsync("SELECT COUNT(*) FROM journal"));

    private async Task<IHost> OpenAsync()
    {
        // Definitions and tenants are made without faults.
        await using (var prepared = new ServiceCollection().AddLogging().AddStorage(options.Storage()).AddWork().BuildServiceProvider())
        {
            await CrashHost.PrepareAsync(prepared);
        }

        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(options.Storage()).AddWork().AddScheduling(new SchedulingOptions());
        builder.Services.Decorate<IBurstStore>((store, _) => new FaultyBursts(store, Faults));
        builder.Services.Decorate<IEventInbox>((inbox, _) => new FaultyInbox(inbox, Faults));
        builder.Services.Decorate<IOutbox>((outbox, _) =>
            new EffectsOutside(new FaultyOutbox(outbox, Faults), (item, _) => _oracle.ReceiveAsync(item.IdempotencyKey)));
        return builder.Build();
    }
}
