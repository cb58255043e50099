using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class RulesAsTableTests
{
    private const int Compared = 30;

    private static readonly string[] _listed = File.ReadAllLines(Repository.PathOf("tests/Unit/Rules/Workload/as-table.txt"));

    /// <summary>By kind: how many of the made rules are rows of a table, and how many there are.</summary>
    [Fact]
    public void Rules_that_a_decision_table_can_express_are_as_many_of_each_kind_as_is_listed()
    {
        var set = CustomsWorkload.Rules;

        Assert.Equal(
            _listed,
            set.Rules.GroupBy(r => r.Kind, StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key} {k.Count(r => RulesAsTable.CanBe(r, set.Document))} of {k.Count()}"));
    }

    [Fact]
    public void They_hold_for_the_same_declarations_as_the_rows_of_a_table()
    {
        var set = CustomsWorkload.Rules;
        var listed = set.Rules.Where(r => RulesAsTable.CanBe(r, set.Document)).ToDictionary(r => r.Id, r => r.Kind, StringComparer.Ordinal);

        var tables = TabledRules.Of(set);
        var held = new List<string>();
        var seldom = CustomsWorkload.Declarations.Skip(Compared).Where(d => CustomsWorkload.Index.Evaluate(d.Span).Verdict!.Hits.Any(h => h.Kind == "rcep")).Take(2);
        foreach (var declaration in CustomsWorkload.Declarations.Take(Compared).Concat(seldom))
        {
            var rows = tables.Hits(declaration, TestContext.Current.CancellationToken);

            var hits = CustomsWorkload.Index.Evaluate(declaration.Span).Verdict!.Hits.Select(h => h.Id).Where(listed.ContainsKey).ToList();
            Assert.Equal(hits, rows);
            held.AddRange(hits.Select(h => listed[h]));
        }

        Assert.True(held.Count > 50, $"Expected hits to compare, but there were {held.Count}");
        Assert.Superset(new HashSet<string>(set.Rules.Select(r => r.Kind)), held.ToHashSet(StringComparer.Ordinal));
    }
}
