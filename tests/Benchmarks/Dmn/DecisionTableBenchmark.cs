using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Values;

namespace LowCode.Tests.Benchmarks.Dmn;

/// <summary>Decisions a second of one table: rules of random constants, and inputs of which half match a rule.</summary>
internal sealed class DecisionTableBenchmark : IBenchmark
{
    public string Name => "decision-table";

    public string Summary => "decisions a second of one table: --rows 1000 --inputs 8 --seconds 3 --seed 1";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (rows, inputs, seconds, seed) = (options.Numbers("rows", "1000")[0], options.Numbers("inputs", "8")[0], options.Numbers("seconds", "3")[0], options.Numbers("seed", "1")[0]);
        await Task.CompletedTask;
        foreach (var hitPolicy in new[] { HitPolicy.Unique, HitPolicy.First, HitPolicy.Collect })
        {
            var parameters = new Dictionary<string, string>
            {
                ["rows"] = rows.ToString(CultureInfo.InvariantCulture),
                ["inputs"] = inputs.ToString(CultureInfo.InvariantCulture),
                ["policy"] = hitPolicy.ToString(),
            };
            var table = new RandomTable(rows, inputs, hitPolicy, new Random(seed));
            var compiling = Stopwatch.GetTimestamp();
            var model = DecisionModel.Compile(table.Model);
            yield return new Figure("compile_ms", Stopwatch.GetElapsedTime(compiling).TotalMilliseconds, "ms", parameters);

            DecisionInputs[] asked = [.. Enumerable.Range(0, 1024).Select(i => DecisionInputs.Of(table.Inputs(i % 2 == 0)))];
            Run(model, asked, TimeSpan.FromSeconds(1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (decisions, hits, elapsed) = Run(model, asked, TimeSpan.FromSeconds(seconds));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            yield return new Figure("decisions_per_s", decisions / elapsed.TotalSeconds, "1/s", parameters);
            yield return new Figure("hit_share", (double)hits / decisions, "", parameters);
            yield return new Figure("alloc_bytes", (double)allocated / decisions, "B", parameters);
        }
    }

    private static (long Decisions, long Hits, TimeSpan Elapsed) Run(DecisionModel model, DecisionInputs[] asked, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var (decisions, hits) = (0L, 0L);
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            foreach (var inputs in asked)
            {
                var value = model.Evaluate(RandomTable.Decision, inputs).Value;
                hits += value.IsNull || value.AsList is { Count: 0 } ? 0 : 1;
            }

            decisions += asked.Length;
        }

        return (decisions, hits, Stopwatch.GetElapsedTime(started));
    }
}
