using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Memory;

namespace LowCode.Tests.Benchmarks.Durable;

/// <summary>
/// Durable instances a second: start, wait at an Event, resume by the event, finish; each with a case, journal on, through the use cases
/// that the server's own handlers call. A caller starts its next instance when the last one is finished.
/// </summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int WarmUp = 6_000;
    private const int PerCaller = 1500;
    private const int Most = 12_000;

    /// <summary>Callers at which the product is held to its rate.</summary>
    private const int FullLoad = 64;

    private const string InMemory = "200000";

    public string Name => "engine";

    public string Summary => "instances a second; --store sqlite|postgres --callers 1,8,64 --instances N, or --store none for the engine alone";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var name = options.Text("store", "sqlite");
        if (name == "none")
        {
            var count = options.Numbers("instances", InMemory)[0];
            foreach (var figure in MemoryRuns.Measure("flow5.json", count).Concat(MemoryRuns.Measure("seq5.json", count)))
            {
                yield return figure;
            }

            yield break;
        }

        foreach (var callers in options.Numbers("callers", "1,8,64"))
        {
            var instances = options.Numbers("instances", Math.Min(Most, PerCaller * callers).ToString(CultureInfo.InvariantCulture))[0];
            await using var store = await BenchStore.OpenAsync(name);
            var run = await MeasureAsync(store, callers, instances, cancellation);
            var parameters = new Dictionary<string, string>
            {
                ["store"] = name,
                ["callers"] = callers.ToString(CultureInfo.InvariantCulture),
            };
            var raw = await store.RawRowsAsync(TimeSpan.FromSeconds(2));
            var rate = instances / run.Elapsed.TotalSeconds;
            yield return new Figure("instances_per_s", rate, "1/s", callers == FullLoad ? With(parameters, gate: "1500", aim: "3000") : parameters);
            yield return new Figure("p50_ms", NearestRank(run.Milliseconds, 0.50), "ms", parameters);
            yield return new Figure("p99_ms", NearestRank(run.Milliseconds, 0.99), "ms", callers == FullLoad ? With(parameters, gate: "100") : parameters);
            yield return new Figure("alloc_kb_per_instance", run.AllocatedBytes / 1024.0 / instances, "kB", With(parameters, gate: "60"));
            yield return new Figure("cpu_ms_per_instance", run.Cpu.TotalMilliseconds / instances, "ms", parameters);
            yield return new Figure("stored_kb_per_instance", run.StoredBytes / 1024.0 / instances, "kB", With(parameters, gate: "6"));
            yield return new Figure("raw_rows_per_s", raw, "1/s", parameters);
            yield return new Figure("instances_per_raw_row", rate / raw, "", parameters);
            yield return new Figure("load_average", LoadAverage(), "", new Dictionary<string, string>(parameters) { ["sync"] = await store.SyncSettingsAsync() });
        }
    }

    private static async Task<Run> MeasureAsync(BenchStore store, int callers, int instances, CancellationToken cancellation)
    {
        // A first opening warms the code up and closes the database, so that its size before the run is known.
        await using (var product = await DurableProduct.OpenAsync(store.Options, cancellation))
        {
            await DriveAsync(product, callers, WarmUp, cancellation);
        }

        var before = await store.StoredBytesAsync();
        Run run;
        await using (var product = await DurableProduct.OpenAsync(store.Options, cancellation))
        {
            run = await DriveAsync(product, callers, instances, cancellation);
        }

        return run with { StoredBytes = await store.StoredBytesAsync() - before };
    }

    /// <summary>What the figure is held to on an idle machine; a busy one measures less, so nothing fails here.</summary>
    private static Dictionary<string, string> With(Dictionary<string, string> parameters, string gate, string? aim = null)
    {
        var told = new Dictionary<string, string>(parameters) { ["gate"] = gate };
        if (aim is not null)
        {
            told["aim"] = aim;
        }

        return told;
    }

    /// <summary>Of the last minute: who shares the machine measures less.</summary>
    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static async Task<Run> DriveAsync(DurableProduct product, int callers, int instances, CancellationToken cancellation)
    {
        var milliseconds = new double[instances];
        var next = -1;
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < instances; i = Interlocked.Increment(ref next))
                {
                    var started = Stopwatch.GetTimestamp();
                    await product.RunInstanceAsync(cancellation);
                    milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            },
            cancellation)));
        watch.Stop();
        return new Run(watch.Elapsed, Environment.CpuUsage.TotalTime - cpu, milliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated, 0);
    }

    private static double NearestRank(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private sealed record Run(TimeSpan Elapsed, TimeSpan Cpu, double[] Milliseconds, long AllocatedBytes, long StoredBytes);
}
