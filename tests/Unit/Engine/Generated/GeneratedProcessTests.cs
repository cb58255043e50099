using LowCode.Engine;
using Xunit;

namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>Processes that nobody thought of, against a prediction that does not come from the engine; a tenth with a restart after every activity.</summary>
public sealed class GeneratedProcessTests(ITestOutputHelper output)
{
    private const int Processes = 1_000;

    [Fact]
    public void Engine_does_what_was_predicted()
    {
        var executions = new Dictionary<string, int>(StringComparer.Ordinal);
        var features = Enum.GetValues<Features>().Where(f => f != Features.None).ToDictionary(f => f, _ => 0);
        var (mergeModes, restarts) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        for (var seed = 1; seed <= Processes; seed++)
        {
            var result = ProcessTrial.Run(seed, new EngineOptions());
            Assert.True(result.Failure is null, result.Failure is null ? "" : ProcessTrial.Explain(seed, new EngineOptions()));
            Add(executions, result.Executions);
            Add(mergeModes, result.MergeModes);
            features.Keys.Where(f => result.Features.HasFlag(f)).ToList().ForEach(f => features[f]++);
            restarts += result.Restarts;
        }

        var all = executions.Values.Sum();
        Print($"{Processes} random processes, {all} executions of {executions.Count} kinds of activity, {restarts} restarts, 0 failures");
        Print(string.Join(", ", features.Select(f => $"with {f.Key.ToString().ToLowerInvariant()} {100.0 * f.Value / Processes:0.0} %")));
        Print("merge modes in token mode: " + string.Join(", ", mergeModes.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value}")));
        Print(string.Join(", ", executions.OrderByDescending(e => e.Value).Select(e => $"{e.Key} {100.0 * e.Value / all:0.0} %")));
        Assert.Equal(["Cascade", "Converge", "Merge", "None", "Race", "Stream"], mergeModes.Keys.Order(StringComparer.Ordinal));
        Assert.All(features, f => Assert.True(f.Value >= Processes / 10, $"Expected a tenth of the processes with {f.Key}, but only {f.Value} have it."));
        Assert.True(executions.Count >= 40, $"Expected at least 40 kinds of activity, but there are {executions.Count}.");
        Assert.All(executions, e => Assert.True(e.Value >= all / 100.0, $"Expected 1 % of the executions of {e.Key}, but got {100.0 * e.Value / all:0.00} %."));
    }

    [Fact]
    public void Join_that_does_not_wait_is_found_and_explained()
    {
        var broken = new EngineOptions { BreaksJoins = true };

        var seed = Enumerable.Range(1, Processes).FirstOrDefault(s => ProcessTrial.Run(s, broken).Failure is not null);

        Assert.InRange(seed, 1, Processes);
        Assert.StartsWith($"seed {seed}, size ", ProcessTrial.Explain(seed, broken), StringComparison.Ordinal);
        output.WriteLine(ProcessTrial.Explain(seed, broken));
    }

    // ./test shows lines with this mark.
    private void Print(string figures) => output.WriteLine("figure: " + figures);

    private static void Add(Dictionary<string, int> sums, IReadOnlyDictionary<string, int> counts)
    {
        foreach (var (key, count) in counts)
        {
            sums[key] = sums.GetValueOrDefault(key) + count;
        }
    }
}
