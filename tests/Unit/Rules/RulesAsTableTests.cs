using LowCode.Definitions.Values;
using LowCode.Engine.Expressions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

public sealed class RulesAsTableTests
{
    private static readonly string[] _listed = File.ReadAllLines(Repository.PathOf("tests/Unit/Rules/Workload/as-table.txt"));

    [Fact]
    public void Rules_that_a_decision_table_can_express_are_those_that_are_listed()
    {
        var set = CustomsWorkload.Rules;

        Assert.Equal(_listed, set.Rules.Where(r => RulesAsTable.CanBe(r, set.Document)).Select(r => r.Id));
        Assert.True(_listed.Length > 3000);
    }

    [Fact]
    public void They_hold_for_the_same_declarations_as_the_rows_of_a_table()
    {
        var set = CustomsWorkload.Rules;
        var listed = _listed.ToHashSet(StringComparer.Ordinal);

        // Several tables of some hundred rows: an evaluation has a budget of steps.
        var tables = set.Rules.Where(r => listed.Contains(r.Id)).Chunk(200).Select(rules => RulesAsTable.Compile(rules, set.Document)).ToList();
        Assert.All(tables, table => Assert.Empty(table.Problems));
        var held = 0;
        foreach (var declaration in CustomsWorkload.Declarations.Take(12))
        {
            var document = (DataObject)DataValue.Parse(System.Text.Encoding.UTF8.GetString(declaration.Span))!;
            var inputs = new ContextBuilder();
            inputs.Set("d", FeelData.Read(document["d"], FeelType.Any));
            inputs.Set("m", FeelData.Read(document["m"], FeelType.Any));

            var rows = tables.SelectMany(table =>
            {
                var answer = table.Evaluate(RulesAsTable.Decision, DecisionInputs.Of(inputs.ToContext()), cancellation: TestContext.Current.CancellationToken);

                // Null: no row holds.
                return answer.Value.AsList?.Select(v => v.AsString) ?? [];
            });

            var hits = CustomsWorkload.Index.Evaluate(declaration.Span).Verdict!.Hits.Select(h => h.Id).Where(listed.Contains).ToList();
            Assert.Equal(hits, rows.Order(StringComparer.Ordinal));
            held += hits.Count;
        }

        Assert.True(held > 20, $"Expected hits to compare, but there were {held}");
    }
}
