using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A boxed function definition: gives a function that keeps the names it sees here.</summary>
internal sealed class FunctionNode(string path, LogicSignature signature, LogicNode body, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        run.Feel.Made(FeelEvaluation.BytesOfObject + (FeelEvaluation.BytesOfValue * slots.Length));
        return run.Convert(Path, new LogicFunction("", Path, signature, body, run, (FeelValue[])slots.Clone()), type);
    }
}
