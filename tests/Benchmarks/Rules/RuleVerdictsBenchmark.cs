using System.Runtime.CompilerServices;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using LowCode.Tests.Unit.Rules;

namespace LowCode.Tests.Benchmarks.Rules;

/// <summary>All verdicts that the reference gave, compared: 20,000 declarations of seed 7, 2,000 of each other seed, 5,000 rules each.</summary>
internal sealed class RuleVerdictsBenchmark : IBenchmark
{
    private const int Rules = 5000;

    public string Name => "rule-verdicts";

    public string Summary => "verdicts that differ from the reference's, and from those of decision tables: --seeds 7,11,23 --tabled 200";

    public async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var seed in options.Numbers("seeds", "7,11,23"))
        {
            var expected = CustomsFiles.Verdicts(seed);
            var declarations = await CustomsFiles.DeclarationsAsync(seed, expected.Count, cancellation);
            var set = RuleSetJson.Read(await CustomsFiles.RulesAsync(seed, Rules, cancellation)).Value!;
            var index = RuleIndex.Compile(set, [.. declarations.Take(256)]);
            var different = declarations.Zip(expected).Count(d => !Line(index.Evaluate(d.First.Span)).SequenceEqual(d.Second.Span));
            var with = new Dictionary<string, string> { ["seed"] = $"{seed}" };
            yield return new Figure("verdicts_compared", expected.Count, "", with);
            yield return new Figure("verdicts_different", different, "", with);

            // A row of a table is looked at in some ten microseconds, a rule of the index in none.
            var (tables, ids) = (TabledRules.Of(set), new HashSet<string>(StringComparer.Ordinal));
            ids.UnionWith(tables.Ids);
            var compared = declarations.Take(options.Numbers("tabled", "200")[0]).ToList();
            yield return new Figure("table_rows", ids.Count, "", with);
            yield return new Figure("table_verdicts_compared", compared.Count, "", with);
            yield return new Figure(
                "table_verdicts_different",
                compared.Count(d => !index.Evaluate(d.Span).Verdict!.Hits.Select(h => h.Id).Where(ids.Contains).SequenceEqual(tables.Hits(d, cancellation), StringComparer.Ordinal)),
                "",
                with);
        }
    }

    private static ReadOnlySpan<byte> Line(Evaluation evaluation)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            evaluation.Verdict?.Write(json);
        }

        return bytes.ToArray();
    }
}
