using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A FEEL text.</summary>
internal sealed class LiteralNode(string path, CompiledText text, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        var value = run.Convert(Path, text.Evaluate(run.Feel, slots), type);
        run.Adopt(Path);
        run.Explanation?.Text(Path, text.Text, value);
        return value;
    }
}
