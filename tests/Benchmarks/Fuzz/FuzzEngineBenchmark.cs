using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCode.Engine;
using LowCode.Tests.Unit.Engine.Generated;

namespace LowCode.Tests.Benchmarks.Fuzz;

/// <summary>
/// Random processes against their predictions, a tenth of them with a restart after every activity, and what they consist of. Stops at the
/// first failure and tells how to see it again: the same seed gives the same process.
/// </summary>
internal sealed class FuzzEngineBenchmark : IBenchmark
{
    private static readonly Features[] _features = [Features.Fork, Features.Loop, Features.Wait, Features.Fault];

    public string Name => "fuzz-engine";

    public string Summary => "random processes against their predictions; --pairs 20000 --resume SEED";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pairs = options.Numbers("pairs", "20000")[0];
        var first = options.Numbers("resume", "1")[0];
        var executions = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var modes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var shares = _features.ToDictionary(f => f, _ => 0);
        var restarts = 0L;
        var watch = Stopwatch.StartNew();
        for (var seed = first; seed < first + pairs; seed++)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = ProcessTrial.Run(seed, new EngineOptions());
            if (result.Failure is not null)
            {
                throw new FormatException($"{ProcessTrial.Explain(seed, new EngineOptions())}\n./bench {Name} --pairs {first + pairs - seed} --resume {seed}");
            }

            foreach (var (type, count) in result.Executions)
            {
                executions[type] = executions.GetValueOrDefault(type) + count;
            }

            foreach (var (mode, count) in result.MergeModes)
            {
                modes[mode] = modes.GetValueOrDefault(mode) + count;
            }

            foreach (var feature in _features.Where(f => result.Features.HasFlag(f)))
            {
                shares[feature]++;
            }

            restarts += result.Restarts;
        }

        var all = executions.Values.Sum();
        foreach (var (type, count) in executions)
        {
            var parameters = new Dictionary<string, string> { ["type"] = type };
            yield return new Figure("executions", count, "1", parameters);
            yield return new Figure("executions_share", 100.0 * count / all, "%", parameters);
        }

        var run = new Dictionary<string, string> { ["pairs"] = pairs.ToString(CultureInfo.InvariantCulture), ["first"] = first.ToString(CultureInfo.InvariantCulture) };
        foreach (var (feature, count) in shares)
        {
            yield return new Figure($"with_{feature.ToString().ToLowerInvariant()}_share", 100.0 * count / pairs, "%", run);
        }

        foreach (var (mode, count) in modes)
        {
            yield return new Figure("token_mode_merges", count, "1", new Dictionary<string, string> { ["mode"] = mode });
        }

        yield return new Figure("executions_total", all, "1", run);
        yield return new Figure("restarts", restarts, "1", run);
        yield return new Figure("failures", 0, "1", run);
        yield return new Figure("seconds", watch.Elapsed.TotalSeconds, "s", run);
        await Task.CompletedTask;
    }
}
