using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Tests.Benchmarks.Durable;

namespace LowCode.Tests.Benchmarks.Http;

/// <summary>
/// Requests a second and how long they take, from another process on the same machine: a durable process that starts and waits, its resume, a
/// process that answers within the request, and reading an instance. Every connection asks again as soon as it is answered.
/// </summary>
internal sealed class HttpBenchmark : IBenchmark
{
    private const int WarmUp = 500;

    public string Name => "http";

    public string Summary => "requests a second; --store sqlite,postgres --kind start,resume,respond,read --connections 10,100,1000 --requests N";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var name in options.Text("store", "sqlite,postgres").Split(','))
        {
            await using var store = await BenchStore.OpenAsync(name);
            await using var host = await HttpProcess.StartAsync(store.Options, cancellation);
            foreach (var kind in options.Text("kind", "start,resume,respond,read").Split(','))
            {
                foreach (var connections in options.Numbers("connections", "10,100,1000"))
                {
                    var requests = options.Numbers("requests", Math.Max(5_000, 10 * connections).ToString(CultureInfo.InvariantCulture))[0];
                    using var client = host.Client(connections);
                    var workload = HttpWorkload.Of(kind, client);
                    await workload.PrepareAsync(WarmUp + requests, cancellation);
                    await DriveAsync(workload, 0, WarmUp, connections, cancellation);
                    var cpu = host.Cpu;
                    var run = await DriveAsync(workload, WarmUp, requests, connections, cancellation);
                    run = run with { Cpu = host.Cpu - cpu };
                    foreach (var figure in Figures(run, name, kind, connections))
                    {
                        yield return figure;
                    }
                }
            }
        }
    }

    private static IEnumerable<Figure> Figures(Run run, string store, string kind, int connections)
    {
        var parameters = new Dictionary<string, string>
        {
            ["kind"] = kind,
            ["store"] = store,
            ["connections"] = connections.ToString(CultureInfo.InvariantCulture),
        };
        yield return new Figure("requests_per_s", run.Milliseconds.Length / run.Elapsed.TotalSeconds, "1/s", parameters);
        yield return new Figure("p50_ms", NearestRank(run.Milliseconds, 0.50), "ms", parameters);
        yield return new Figure("p99_ms", NearestRank(run.Milliseconds, 0.99), "ms", parameters);
        yield return new Figure("failed", run.Failed, "", parameters);

        // Where others share the machine the rate says little, this still much.
        yield return new Figure("server_cpu_ms_per_request", run.Cpu.TotalMilliseconds / run.Milliseconds.Length, "ms", parameters);
    }

    private static async Task<Run> DriveAsync(HttpWorkload workload, int first, int requests, int connections, CancellationToken cancellation)
    {
        var milliseconds = new double[requests];
        var (next, failed) = (-1, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
                {
                    var started = Stopwatch.GetTimestamp();
                    if (!await workload.AskAsync(first + i, cancellation))
                    {
                        Interlocked.Increment(ref failed);
                    }

                    milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            },
            cancellation)));
        return new Run(watch.Elapsed, milliseconds, failed, TimeSpan.Zero);
    }

    private static double NearestRank(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private sealed record Run(TimeSpan Elapsed, double[] Milliseconds, int Failed, TimeSpan Cpu);
}
