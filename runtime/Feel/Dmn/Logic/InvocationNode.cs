using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>A call by parameter names.</summary>
internal sealed class InvocationNode(string path, LogicNode called, IReadOnlyList<InvocationNode.Argument> arguments, DmnType type) : LogicNode(path)
{
    private readonly string?[] _names = [.. arguments.Select(a => a.Name)];

    public override FeelValue Evaluate(DecisionRun run, FeelValue[] slots)
    {
        using var part = run.Explanation?.Begin(Path);
        var target = called.Evaluate(run, slots);
        if (!target.Is<FeelFunction>(out var function))
        {
            return run.Fail(Path, "reason.not-a-function", target);
        }

        var values = new FeelValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = run.Convert(arguments[i].Logic.Path, arguments[i].Logic.Evaluate(run, slots), arguments[i].Type);
        }

        var value = FunctionCalls.Call(function, run.Feel, _names, values);
        run.Adopt(Path);
        value = run.Convert(Path, value, type);
        part?.Give(value);
        return value;
    }

    internal sealed record Argument(string Name, LogicNode Logic, DmnType Type);
}
