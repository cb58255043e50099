using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Tables;

/// <summary>Says of every cell of a table whether it held, and why.</summary>
internal static class TableExplainer
{
    // There is a sentence for every cell, and every sentence of a column names its input.
    private const int LongestText = 100;

    public static TableExplanation Explain(
        DecisionRun run,
        FeelValue[] slots,
        int tested,
        IReadOnlyList<TableInput> inputs,
        FeelValue[] values,
        IReadOnlyList<TableRule> rules)
    {
        // What these evaluations meet is no reason of the decision.
        var quiet = new DecisionRun(run.Feel, null);
        var explained = new List<RuleExplanation>(rules.Count);
        foreach (var (index, rule) in rules.Index())
        {
            List<CellExplanation> cells = [.. rule.Cells.Select((cell, i) => Cell(quiet, slots, tested, cell, inputs[i], values[i]))];
            var matches = cells.All(c => c.Holds == true);
            explained.Add(new RuleExplanation(index + 1, matches, cells, matches ? [.. rule.Outputs.Select(o => o.Evaluate(quiet, slots))] : []));
        }

        run.SkipProblems();

        return new TableExplanation([.. inputs.Select((input, i) => new InputExplanation(input.Text, values[i]))], explained);
    }

    private static CellExplanation Cell(DecisionRun run, FeelValue[] slots, int tested, TableCell cell, TableInput input, FeelValue value)
    {
        slots[tested] = value;
        var holds = cell.Holds(run, slots);
        var code = cell.Shape is CellShape.Anything ? "why.anything" : holds switch { true => "why.holds", false => "why.fails", null => "why.unknown" };
        return new CellExplanation(cell.Tests.Text, holds, DmnTexts.Of(code, ShortText.Of(input.Text, LongestText), value, ShortText.Of(cell.Tests.Text, LongestText)));
    }
}
