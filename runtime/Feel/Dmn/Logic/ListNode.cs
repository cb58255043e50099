using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

internal sealed class ListNode(string path, IReadOnlyList<LogicNode> items, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var values = run.Feel.Fresh(FeelList.From(items.Select(i => i.Evaluate(run, slots))));
        var value = run.Convert(Path, values, type);
        part?.Give(value);
        return value;
    }
}
