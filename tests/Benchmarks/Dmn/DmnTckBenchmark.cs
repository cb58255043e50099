using System.Runtime.CompilerServices;
using LowCode.Tests.DmnTck;

namespace LowCode.Tests.Benchmarks.Dmn;

/// <summary>Runs the published test cases of DMN and counts the passed ones; the table names folders and every miss.</summary>
internal sealed class DmnTckBenchmark : IBenchmark
{
    public string Name => "dmn-tck";

    public string Summary => "the published test cases of DMN, passed of recorded: --cases FOLDER";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(options.Text("cases", Places.Beside("shared/conformance/dmn-tck")));
        if (!Directory.Exists(folder))
        {
            throw new FormatException($"Expected the test cases in {folder}, but there is no such folder.");
        }

        await Task.CompletedTask;
        foreach (var level in TckKit.Read(TckKit.Files(folder)).GroupBy(s => s.Level))
        {
            List<TckVerdict> verdicts = [];
            foreach (var suites in level.GroupBy(s => s.Folder))
            {
                List<TckVerdict> here = [.. suites.SelectMany(TckRunner.Run)];
                verdicts.AddRange(here);
                if (!options.Json)
                {
                    yield return Count("passed", here.Count(v => v.Outcome == TckOutcome.Passed), ("of", $"{here.Count}"), ("folder", suites.Key));
                    here.Where(v => v.Outcome != TckOutcome.Passed).ToList().ForEach(Print);
                }
            }

            yield return Count("passed", verdicts.Count(v => v.Outcome == TckOutcome.Passed), ("level", level.Key));
            yield return Count("recorded", verdicts.Count, ("level", level.Key));
            yield return Count("not_applicable", verdicts.Count(v => v.Outcome == TckOutcome.NotApplicable), ("level", level.Key));
        }
    }

    private static Figure Count(string metric, int value, params (string Name, string Value)[] parameters) =>
        new(metric, value, "cases", parameters.ToDictionary(p => p.Name, p => p.Value));

    private static void Print(TckVerdict verdict)
    {
        foreach (var miss in verdict.Misses)
        {
            var what = verdict.Outcome == TckOutcome.NotApplicable ? "n/a " : "miss";
            Console.WriteLine($"  {what} {verdict.Suite.File} {verdict.Case.Id} {miss.Result}: expected {miss.Expected}, got {miss.Got}");
        }
    }
}
