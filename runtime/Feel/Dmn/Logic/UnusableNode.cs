using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>Logic that cannot run: it is missing, broken or of another platform. Gives null, and says why.</summary>
internal sealed class UnusableNode(string path, string code, params object?[] values) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots) => run.Fail(Path, code, values);
}
