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
        for (var seed = 1; seed <= Processes; seed++)
        {
            var result = ProcessTrial.Run(seed, new EngineOptions());
            Assert.True(result.Failure is null, result.Failure is null ? "" : ProcessTrial.Explain(seed, new EngineOptions()));
            foreach (var (type, count) in result.Executions)
            {
                executions[type] = executions.GetValueOrDefault(type) + count;
            }
        }

        var all = executions.Values.Sum();
        output.WriteLine(string.Join('\n', executions.OrderByDescending(e => e.Value).Select(e => $"{e.Key} {100.0 * e.Value / all:0.0} %")));
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
}
