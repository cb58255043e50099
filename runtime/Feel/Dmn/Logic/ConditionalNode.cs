using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>Null takes the other branch, as false does; what is no boolean takes none.</summary>
internal sealed class ConditionalNode(string path, LogicNode condition, LogicNode then, LogicNode otherwise, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var test = condition.Evaluate(run, slots);
        var value = test.IsNull || test.AsBoolean is not null
            ? run.Convert(Path, (test.IsTrue ? then : otherwise).Evaluate(run, slots), type)
            : run.Fail(Path, "reason.condition", test);
        part?.Give(value);
        return value;
    }
}
