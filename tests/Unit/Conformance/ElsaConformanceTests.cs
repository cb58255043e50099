using Xunit;

namespace LowCode.Tests.Unit.Conformance;

/// <summary>
/// Runs the definitions whose answers by the genuine Elsa 3 engine are recorded in <c>expected.jsonl</c>, in its default flowchart mode.
/// The probes are our own; the rest are read from outside data.
/// </summary>
public sealed class ElsaConformanceTests(ITestOutputHelper output)
{
    private const int MetNow = 50;

    private static readonly IReadOnlyList<ConformanceCase> _cases = [.. ConformanceCase.ReadAll().Where(c => c.IsCounterMode)];

    [Fact]
    public void Probes_give_the_recorded_answers()
    {
        var unmet = Unmet(_cases.Where(c => c.Name.StartsWith("probes/", StringComparison.Ordinal)));

        Assert.True(unmet.Count == 0, string.Join('\n', unmet));
    }

    [Fact]
    public void Definitions_of_the_genuine_project_give_the_recorded_answers()
    {
        Assert.SkipUnless(_cases.All(c => c.IsThere), "The definitions of ../shared/conformance/elsa are not there.");

        var unmet = Unmet(_cases);

        output.WriteLine($"{_cases.Count - unmet.Count} of {_cases.Count} counter lines met");
        unmet.ForEach(output.WriteLine);
        Assert.True(_cases.Count - unmet.Count >= MetNow, string.Join('\n', unmet));
    }

    private static List<string> Unmet(IEnumerable<ConformanceCase> cases) =>
        [.. cases.Select(c => (c.Name, Differences: c.Differences())).Where(c => c.Differences.Count > 0).Select(c => $"{c.Name}: {string.Join("; ", c.Differences)}")];
}
