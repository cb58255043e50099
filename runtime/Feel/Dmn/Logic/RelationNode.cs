using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A table of values: a list of contexts with the columns as keys.</summary>
internal sealed class RelationNode(string path, IReadOnlyList<(string Name, DmnType Type)> columns, IReadOnlyList<IReadOnlyList<LogicNode>> rows, DmnType type)
    : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var value = run.Convert(Path, run.Feel.Fresh(FeelList.From(rows.Select(row => run.Feel.Fresh(Row(run, slots, row))))), type);
        part?.Give(value);
        return value;
    }

    private FeelContext Row(DecisionRun run, FeelValue[] slots, IReadOnlyList<LogicNode> cells) =>
        FeelContext.Of(columns.Select((column, i) => (column.Name, run.Convert(cells[i].Path, cells[i].Evaluate(run, slots), column.Type))));
}
