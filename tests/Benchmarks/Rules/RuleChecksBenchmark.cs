using System.Diagnostics;
using System.Runtime.CompilerServices;
using LowCode.Definitions.Rules;
using LowCode.Rules.Checks;
using LowCode.Rules.Tables;
using LowCode.Tests.Unit.Rules;

namespace LowCode.Tests.Benchmarks.Rules;

/// <summary>Checks of decision tables, faulty and clean, against asking every row at every combination of values; and of a large rule set.</summary>
internal sealed class RuleChecksBenchmark : IBenchmark
{
    public string Name => "rule-checks";

    public string Summary => "checks of tables and rules before publishing: --tables 200 --rules 5000";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var tables = options.Numbers("tables", "200")[0];
        foreach (var (kind, make) in new (string, Func<int, TableGrid>)[] { ("faulty", GeneratedGrid.Faulty), ("clean", GeneratedGrid.Clean) })
        {
            var (times, wrong, findings) = (new List<double>(), 0, 0);
            for (var seed = 0; seed < tables; seed++)
            {
                var table = make(seed);
                var watch = Stopwatch.StartNew();
                var found = GridChecks.Check(table);
                times.Add(watch.Elapsed.TotalMilliseconds);
                findings += found.Count;
                wrong += IsTrue(new GridTruth(table), found) ? 0 : 1;
            }

            times.Sort();
            var with = new Dictionary<string, string> { ["tables"] = $"{tables} {kind}" };
            yield return new Figure("findings", findings, "", with);
            yield return new Figure("tables_judged_wrongly", wrong, "", with);
            yield return new Figure("p50_ms", times[times.Count / 2], "ms", with);
            yield return new Figure("max_ms", times[^1], "ms", with);
        }

        foreach (var count in options.Numbers("rules", "5000"))
        {
            var set = RuleSetJson.Read(await CustomsFiles.RulesAsync(7, count, cancellation)).Value!;
            var watch = Stopwatch.StartNew();
            var report = RuleChecks.Check(set);
            var with = new Dictionary<string, string> { ["rules"] = $"{count}" };
            yield return new Figure("check_s", watch.Elapsed.TotalSeconds, "s", with);
            yield return new Figure("not_decided_share", report.NotDecidedShare, "", with);
            foreach (var kind in Enum.GetValues<RuleFindingKind>())
            {
                yield return new Figure($"found_{kind}", report.Findings.Count(f => f.Kind == kind), "", with);
            }
        }
    }

    private static bool IsTrue(GridTruth truth, IReadOnlyList<GridFinding> found)
    {
        return truth.HasGap == found.Any(f => f.Kind == GridFindingKind.Gap)
            && found.All(f => f.Kind != GridFindingKind.Gap || !truth.IsCovered(f.Example!))
            && truth.Overlaps.SequenceEqual(Pairs(GridFindingKind.Overlap))
            && truth.Contradictions.SequenceEqual(Pairs(GridFindingKind.Contradiction))
            && truth.Duplicates.SequenceEqual(Pairs(GridFindingKind.Duplicate))
            && truth.Dead.SequenceEqual(found.Where(f => f.Kind == GridFindingKind.Dead).Select(f => f.Rows[0]));

        IEnumerable<(int, int)> Pairs(GridFindingKind kind) => found.Where(f => f.Kind == kind).Select(f => (f.Rows[0], f.Rows[1])).Order();
    }
}
