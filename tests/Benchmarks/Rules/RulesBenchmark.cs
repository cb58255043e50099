using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Tests.Benchmarks.Rules.Peers;

namespace LowCode.Tests.Benchmarks.Rules;

/// <summary>
/// Declarations judged by rules, JSON bytes in to verdict out, on one thread and several. Beside the time on the clock it tells verdicts per
/// second of processor time, which says the same on a machine that has other work.
/// </summary>
internal sealed class RulesBenchmark : IBenchmark
{
    private const int Seed = 7;
    private const int Changes = 20;

    public string Name => "rules";

    public string Summary => "declarations judged a second: --rules 1000,5000,20000,50000 --declarations 2000 --threads 1,2 --seconds 3; --peers 500: so many rules by RulesEngine and ZEN too (needs Node.js), 0 none";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var declarations = await CustomsFiles.DeclarationsAsync(Seed, options.Numbers("declarations", "2000")[0], cancellation);
        var time = TimeSpan.FromSeconds(options.Numbers("seconds", "3")[0]);
        foreach (var count in options.Numbers("rules", "1000,5000,20000,50000"))
        {
            var json = await CustomsFiles.RulesAsync(Seed, count, cancellation);
            var rules = new Dictionary<string, string> { ["rules"] = $"{count}" };
            var watch = Stopwatch.StartNew();
            var set = RuleSetJson.Read(json).Value!;
            var index = RuleIndex.Compile(set, [.. declarations.Take(256)]);
            yield return new Figure("load_s", watch.Elapsed.TotalSeconds, "s", rules);
            foreach (var change in RuleChange.All)
            {
                yield return new Figure("recompile_ms", Recompile(index, change), "ms", new Dictionary<string, string>(rules) { ["change"] = change.Name });
            }

            foreach (var threads in options.Numbers("threads", "1,2"))
            {
                var with = new Dictionary<string, string> { ["rules"] = $"{count}", ["threads"] = $"{threads}" };
                Judge(index, declarations, threads, time / 2);
                var round = Judge(index, declarations, threads, time);
                yield return new Figure("declarations_per_s", round.Judged / round.Clock.TotalSeconds, "1/s", with);
                yield return new Figure("declarations_per_cpu_s", round.Judged / round.Processor.TotalSeconds, "1/s", with);
                yield return new Figure("alloc_bytes_per_evaluation", (double)round.Allocated / round.Judged, "B", with);
                if (threads == 1)
                {
                    var times = Times(index, declarations);
                    yield return new Figure("p50_us", times[times.Length / 2], "us", with);
                    yield return new Figure("p99_us", times[times.Length * 99 / 100], "us", with);
                }
            }
        }

        if (options.Numbers("peers", "500")[0] is > 0 and var peers)
        {
            var set = RuleSetJson.Read(await CustomsFiles.RulesAsync(Seed, 5000, cancellation)).Value!;
            await foreach (var figure in PeerComparison.RunAsync(set, declarations, peers, Math.Min(200, declarations.Count), time, cancellation))
            {
                yield return figure;
            }
        }
    }

    // The middle of several changes of one rule each, from the changed record to the index that judges by it.
    private static double Recompile(RuleIndex index, RuleChange change)
    {
        var times = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            var watch = Stopwatch.StartNew();
            index = index.With(index.Definition.With(change.Of(index.Definition.Rules[i * 7 % index.Rules.Count], i)));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static Round Judge(RuleIndex index, IReadOnlyList<ReadOnlyMemory<byte>> declarations, int threads, TimeSpan time)
    {
        var (judged, allocated) = (0L, 0L);
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var mine = 0L;
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (watch.Elapsed < time)
            {
                foreach (var declaration in declarations)
                {
                    index.Evaluate(declaration.Span);
                }

                mine += declarations.Count;
            }

            Interlocked.Add(ref allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            Interlocked.Add(ref judged, mine);
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return new Round(judged, allocated, watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
    }

    private static double[] Times(RuleIndex index, IReadOnlyList<ReadOnlyMemory<byte>> declarations)
    {
        var times = new double[declarations.Count * 5];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            index.Evaluate(declarations[i % declarations.Count].Span);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times;
    }

    private readonly record struct Round(long Judged, long Allocated, TimeSpan Clock, TimeSpan Processor);
}
