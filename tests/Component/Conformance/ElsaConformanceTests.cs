using Xunit;

namespace LowCode.Tests.Component.Conformance;

/// <summary>
/// Runs the definitions whose answers by the genuine Elsa 3 engine are recorded in <c>expected.jsonl</c>, in both flowchart modes.
/// The probes are our own; the rest are read from outside data.
/// </summary>
public sealed class ElsaConformanceTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<ConformanceCase> _cases = ConformanceCase.ReadAll();

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

        foreach (var mode in _cases.GroupBy(c => c.Mode))
        {
            output.WriteLine($"figure: {mode.Count() - Unmet(mode).Count} of {mode.Count()} {mode.Key} lines met");
        }

        unmet.ForEach(output.WriteLine);
        Assert.Equal(120, _cases.Count);
        Assert.True(unmet.Count == 0, string.Join('\n', unmet));
    }

    private static List<string> Unmet(IEnumerable<ConformanceCase> cases) =>
    [
        .. from conformanceCase in cases
           let before = _cases.TakeWhile(c => c != conformanceCase).Where(c => c.Mode == conformanceCase.Mode && c.Folder == conformanceCase.Folder)
           let differences = conformanceCase.Differences([.. before])
           where differences.Count > 0
           let missing = string.Join(", ", conformanceCase.MissingActivities())
           select $"{conformanceCase.Mode} {conformanceCase.Name}: {(missing.Length > 0 ? $"missing {missing}" : string.Join("; ", differences))}",
    ];
}
