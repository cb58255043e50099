using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>Says of the cells of a table whether they held, and why.</summary>
internal static class TableExplainer
{
    // There is a sentence for every cell, and every sentence of a column names its input.
    private const int LongestText = 100;

    /// <param name="hits">Indices of the rules that decided, for those that there is no room for otherwise.</param>
    public static TableExplanation Explain(
        DecisionRun run,
        FeelValue[] slots,
        int tested,
        IReadOnlyList<TableInput> inputs,
        FeelValue[] values,
        IReadOnlyList<TableRule> rules,
        IReadOnlyList<int> hits,
        ExplanationBudget budget)
    {
        // Those that decided first, in case that there is time for no more.
        var (told, decided) = (Told(rules, hits, budget), new HashSet<int>(hits));
        var explained = new List<RuleExplanation>(told.Count);
        run.Aside(() => explained.AddRange(told.OrderByDescending(decided.Contains).Select(index => Rule(run, slots, tested, inputs, values, rules[index], index + 1))));
        return new TableExplanation([.. inputs.Select((input, i) => new InputExplanation(input.Text, values[i]))], [.. explained.OrderBy(e => e.Number)])
        {
            RulesLeftOut = rules.Count - explained.Count,
        };
    }

    private static RuleExplanation Rule(DecisionRun run, FeelValue[] slots, int tested, IReadOnlyList<TableInput> inputs, FeelValue[] values, TableRule rule, int number)
    {
        List<CellExplanation> cells = [.. rule.Cells.Select((cell, i) => Cell(run, slots, tested, cell, inputs[i], values[i]))];
        var matches = cells.All(c => c.Holds == true);
        return new RuleExplanation(number, matches, cells, matches ? [.. rule.Outputs.Select(o => o.Evaluate(run, slots))] : []);
    }

    private static List<int> Told(IReadOnlyList<TableRule> rules, IReadOnlyList<int> hits, ExplanationBudget budget)
    {
        // A rule without cells is a part as well.
        var cells = rules.Count == 0 ? 1 : Math.Max(1, rules[0].Cells.Count + rules[0].Outputs.Count);
        var room = budget.Take((int)Math.Min(int.MaxValue, (long)rules.Count * cells)) / cells;
        return room >= rules.Count
            ? [.. Enumerable.Range(0, rules.Count)]
            : [.. hits.Concat(Enumerable.Range(0, Math.Min(rules.Count, room + hits.Count))).Distinct().Take(room).Order()];
    }

    private static CellExplanation Cell(DecisionRun run, FeelValue[] slots, int tested, TableCell cell, TableInput input, FeelValue value)
    {
        slots[tested] = value;
        var holds = cell.Holds(run, slots);
        var code = cell.Shape is CellShape.Anything ? "why.anything" : holds switch { true => "why.holds", false => "why.fails", null => "why.unknown" };
        return new CellExplanation(cell.Tests.Text, holds, DmnTexts.Of(code, ShortText.Of(input.Text, LongestText), value, ShortText.Of(cell.Tests.Text, LongestText)));
    }
}
