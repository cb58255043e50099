using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowCode.Tests.Unit.Feel;

namespace LowCode.Tests.Benchmarks.Feel;

/// <summary>
/// Random expressions, made by the grammar and damaged: read, printed and read again, compiled, evaluated. Prints what broke, and the
/// expression that took longest.
/// </summary>
internal sealed class FeelFuzzBenchmark : IBenchmark
{
    private const int MostPrinted = 20;

    public string Name => "feel-fuzz";

    public string Summary => "random FEEL expressions that must not break anything; --count 1000000 --seed 1";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (count, seed) = (options.Numbers("count", "1000000")[0], options.Numbers("seed", "1")[0]);
        var (expressions, trial) = (new RandomExpressions(seed), new FuzzTrial());
        var (broken, longest, slowest, mostSteps, mostAsked, ended) = (0, TimeSpan.Zero, "", 0L, 0L, 0);
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = expressions.Next();
            var started = Stopwatch.GetTimestamp();
            var wrong = Attempt(trial, text);
            var took = Stopwatch.GetElapsedTime(started);
            if (wrong is not null && broken++ < MostPrinted)
            {
                await Console.Error.WriteLineAsync($"{text}\n  {wrong}");
            }

            (mostSteps, mostAsked) = (Math.Max(mostSteps, trial.Steps), Math.Max(mostAsked, trial.StepsAskedFor));
            ended += trial.StepsAskedFor > trial.StepBudget ? 1 : 0;
            (longest, slowest) = took > longest ? (took, text) : (longest, slowest);
        }

        await Console.Error.WriteLineAsync($"slowest: {slowest}");
        var with = new Dictionary<string, string> { ["count"] = $"{count}", ["seed"] = $"{seed}" };
        yield return new("broken", broken, "", with);
        yield return new("step_budget", trial.StepBudget, "", with);
        yield return new("most_steps", mostSteps, "", with);
        yield return new("most_steps_asked_for", mostAsked, "", with);
        yield return new("ended_at_budget", ended, "", with);
        yield return new("slowest_ms", longest.TotalMilliseconds, "ms", with);
    }

    private static string? Attempt(FuzzTrial trial, string text)
    {
        try
        {
            return trial.Try(text);
        }
        catch (Exception crash) when (crash is not OperationCanceledException)
        {
            return crash.ToString();
        }
    }
}
