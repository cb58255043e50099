using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A function written in FEEL, compiled.</summary>
internal sealed class ClosureCode(TextSpan span, string name, FeelSignature signature, Frame frame, int firstParameter, int size, int selfSlot) : Executable(span)
{
    public FeelSignature Signature => signature;

    public Frame Frame => frame;

    public int FirstParameter => firstParameter;

    /// <summary>Nodes of the body, the work that one call makes.</summary>
    public int Size => size;

    /// <summary>Set after the body was compiled: only then is known what it captures.</summary>
    public required Executable Body { get; init; }

    public override FeelValue Run(FeelEvaluation run)
    {
        var captured = new FeelValue[frame.Captures.Count];
        run.Made(FeelEvaluation.BytesOfObject + (FeelEvaluation.BytesOfValue * captured.Length));
        var closure = new Closure(name, this, captured);
        for (var i = 0; i < captured.Length; i++)
        {
            var source = frame.Captures[i].Source;
            captured[i] = source is LocalCode local && local.Slot == selfSlot ? closure : source.Run(run);
        }

        return closure;
    }
}

internal sealed class Closure(string name, ClosureCode code, FeelValue[] captured) : FeelFunction(name)
{
    public override IReadOnlyList<FeelSignature> Signatures { get; } = [code.Signature];

    public override FeelValue Invoke(FeelEvaluation run, int signature, ReadOnlySpan<FeelValue> arguments)
    {
        run.Step(code.Size);
        var position = run.Position;
        var before = run.Enter(code.Frame.Size);
        arguments.CopyTo(run.Stack.AsSpan(run.Base + code.FirstParameter));
        for (var i = 0; i < captured.Length; i++)
        {
            run.Stack[run.Base + code.Frame.Captures[i].Slot] = captured[i];
        }

        var result = code.Body.Run(run);
        run.Leave(before);
        run.Position = position;
        return result;
    }
}
