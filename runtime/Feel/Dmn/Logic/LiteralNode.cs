using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A FEEL text.</summary>
internal sealed class LiteralNode(string path, CompiledText text, DmnType type) : LogicNode(path)
{
    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        if (run.Explanation?.Begin(Path, text.Text) is not { } opened)
        {
            return Checked(run, text.Evaluate(run.Feel, slots));
        }

        using var part = opened;
        var how = text.Explain(run.Feel, slots, part.Budget);
        var value = Checked(run, how.Value);
        part.Give(how);
        part.Give(value);
        return value;
    }

    private FeelValue Checked(DecisionRun run, FeelValue value)
    {
        run.Adopt(Path);
        return run.Convert(Path, value, type);
    }
}
