using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Scheduling;
using LowCode.Storage;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Timers;

/// <summary>
/// How late timers fire: instances that wait for a third of a second, wait for an event, and wait again, on one host or on several that
/// share a database; and whether each fired once. Lateness is from the due time to the time of the burst that it caused.
/// </summary>
internal sealed class TimersBenchmark : IBenchmark
{
    public string Name => "timers";

    public string Summary => "how late timers fire; --store sqlite|postgres --timers 2000 --hosts 1 (more than one on postgres) --callers 16";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var name = options.Text("store", "sqlite");
        var (timers, hosts, callers) = (options.Numbers("timers", "2000")[0], options.Numbers("hosts", "1")[0], options.Numbers("callers", "16")[0]);
        await using var store = await BenchStore.OpenAsync(name);
        var lateness = await MeasureAsync(store.Options, timers / 2, hosts, callers, cancellation);
        var parameters = new Dictionary<string, string>
        {
            ["store"] = name,
            ["hosts"] = hosts.ToString(CultureInfo.InvariantCulture),
            ["timers"] = lateness.Count.ToString(CultureInfo.InvariantCulture),
        };
        var sorted = lateness.Order().ToList();
        yield return new Figure("lateness_p50_ms", sorted[sorted.Count / 2].TotalMilliseconds, "ms", parameters);
        yield return new Figure("lateness_p99_ms", sorted[(int)((sorted.Count - 1) * 0.99)].TotalMilliseconds, "ms", parameters);
        yield return new Figure("lateness_max_ms", sorted[^1].TotalMilliseconds, "ms", parameters);
        if (lateness.Count != timers / 2 * 2)
        {
            throw new InvalidOperationException($"Expected each of {timers / 2 * 2} timers to fire once, but {lateness.Count} fired.");
        }
    }

    private static async Task<IReadOnlyList<TimeSpan>> MeasureAsync(StorageOptions options, int instances, int hosts, int callers, CancellationToken cancellation)
    {
        var running = new List<IHost>();
        for (var i = 0; i < hosts; i++)
        {
            running.Add(Build(options));
        }

        await CrashHost.PrepareAsync(running[0].Services);
        foreach (var host in running)
        {
            await host.StartAsync(cancellation);
        }

        await Parallel.ForAsync(0, instances, new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellation }, async (i, token) =>
        {
            var services = running[i % hosts].Services;
            var tenant = CrashWorkload.Tenants[i % CrashWorkload.Tenants.Count];
            var (_, started) = await new CrashRequest(tenant, $"{i}-start", CrashProcesses.Timers, null).HandleAsync(services, "start", token);
            await new CrashRequest(tenant, $"{i}-go", "go", (string)started["instance"]!).HandleAsync(services, "event", token);
        });

        var database = CrashDatabase.Of(new CrashHostOptions(options.PostgresConnection ?? "", options.DataFolder, new Uri("http://localhost"), ""));
        var since = TimeProvider.System.GetTimestamp();
        while (await database.ReadAsync(view => view.CountAsync("SELECT COUNT(*) FROM instance WHERE status <> 'Finished'")) > 0
            && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(5))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }

        foreach (var host in running)
        {
            await host.StopAsync(cancellation);
            host.Dispose();
        }

        return await LatenessAsync(database);
    }

    private static async Task<IReadOnlyList<TimeSpan>> LatenessAsync(CrashDatabase database)
    {
        var traces = new Dictionary<string, InstanceTrace>(StringComparer.Ordinal);
        await database.ReadAsync(view => view.RowsAsync(
            """
            SELECT j.tenant_id, j.instance_id, j.seq, j.at, j.stimulus, j.entries FROM journal j
            ORDER BY j.tenant_id, j.instance_id, j.seq
            """,
            row =>
            {
                var instance = row.GetString(1);
                if (!traces.TryGetValue(instance, out var trace))
                {
                    traces[instance] = trace = new InstanceTrace(row.GetString(0), instance, CrashProcesses.Timers, "", 0, []);
                }

                trace.Take(Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture), DateTimeOffset.Parse(row.GetString(3), CultureInfo.InvariantCulture), row.GetString(4), row.GetString(5));
                return true;
            }));
        return [.. traces.Values.SelectMany(t => t.Timers).Select(t => t.Fired - t.Due)];
    }

    private static IHost Build(StorageOptions options)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStorage(options).AddWork().AddScheduling(new SchedulingOptions { IsShared = options.PostgresConnection is not null });
        return builder.Build();
    }
}
