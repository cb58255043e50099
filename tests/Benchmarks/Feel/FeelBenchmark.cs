using System.Runtime.CompilerServices;
using LowCode.Feel.Running;

namespace LowCode.Tests.Benchmarks.Feel;

/// <summary>
/// Twenty expressions of forms and tables: parsed and compiled, and evaluated, on one thread; beside it the same work by feelin in Node.js
/// and by prepared scripts in Jint. All three give the same values, or the benchmark fails.
/// </summary>
internal sealed class FeelBenchmark : IBenchmark
{
    private const int RoundsBetweenLooks = 20;

    private static readonly TimeSpan _span = TimeSpan.FromSeconds(2);
    private static readonly Dictionary<string, string> _params = new() { ["expressions"] = "20" };

    public string Name => "feel";

    public string Summary => "FEEL expressions compiled and evaluated a second of processor time, beside feelin and Jint; --feelin no leaves Node.js out";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var texts = Workload.Expressions.Select(e => e.Feel).ToArray();
        var compiled = Rate(texts.Length, () =>
        {
            foreach (var text in texts)
            {
                Workload.Compile(text);
            }
        });
        yield return new("compile_per_s", compiled, "1/s", _params);

        var programs = texts.Select(Workload.Compile).ToArray();
        var run = new FeelEvaluation();
        void EvaluateAll()
        {
            foreach (var program in programs)
            {
                run.Restart(cancellation: cancellation);
                program.Run(run, Workload.Inputs);
            }
        }

        var evaluated = Rate(programs.Length, EvaluateAll);
        yield return new("evaluations_per_s", evaluated, "1/s", _params);
        yield return new("alloc_bytes", AllocatedBy(EvaluateAll) / (double)programs.Length, "B", _params);

        var expected = programs.Select(p => p.Evaluate(Workload.Inputs).Value.ToString()).ToArray();
        using var jint = new JintPeer();
        jint.Verify(expected);
        yield return new("ratio_jint", evaluated / Rate(texts.Length, jint.EvaluateAll), "x", _params);

        if (options.Text("feelin", "yes") != "no")
        {
            var feelin = await FeelinPeer.MeasureAsync(expected, _span, cancellation);
            yield return new("ratio_feelin", evaluated / feelin, "x", _params);

            // feelin parses with every evaluation and has no compiled form; this is the ratio when we do the same.
            var whole = Rate(texts.Length, () =>
            {
                foreach (var text in texts)
                {
                    run.Restart(cancellation: cancellation);
                    Workload.Compile(text).Run(run, Workload.Inputs);
                }
            });
            yield return new("ratio_feelin_with_parsing", whole / feelin, "x", _params);
        }
    }

    // By the processor's time: other work on the machine counts for none of the three.
    private static double Rate(int perRound, Action round)
    {
        Repeat(_span / 2, round);
        var before = Environment.CpuUsage.TotalTime;
        var rounds = Repeat(_span, round);
        return rounds * perRound / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static long Repeat(TimeSpan span, Action round)
    {
        var (end, rounds) = (Environment.CpuUsage.TotalTime + span, 0L);
        do
        {
            for (var i = 0; i < RoundsBetweenLooks; i++)
            {
                round();
            }

            rounds += RoundsBetweenLooks;
        }
        while (Environment.CpuUsage.TotalTime < end);
        return rounds;
    }

    private static long AllocatedBy(Action round)
    {
        round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
