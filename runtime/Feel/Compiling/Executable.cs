using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>
/// A compiled part of an expression: an object that knows what it needs and is run. As fast as a delegate, and needs no code generation, so
/// that it runs the same where there is no JIT (WebAssembly).
/// </summary>
internal abstract class Executable(TextSpan span)
{
    public TextSpan Span { get; } = span;

    public abstract FeelValue Run(FeelEvaluation run);
}

internal sealed class ConstantCode(TextSpan span, FeelValue value) : Executable(span)
{
    public FeelValue Value { get; } = value;

    public override FeelValue Run(FeelEvaluation run) => Value;
}

/// <summary>A part that can only fail: an unknown name, a function that is external.</summary>
internal sealed class FailCode(TextSpan span, FeelProblemCode code, params object?[] arguments) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run) => run.Fail(code, Span, arguments);
}

internal sealed class InputCode(TextSpan span, int index) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var value = run.Inputs[index];
        if (value.Nested is { Nesting: > Payload.DeepestWalk })
        {
            // A call for each input would be felt.
            run.CheckDepth(value);
        }

        return value;
    }
}

internal sealed class LocalCode(TextSpan span, int slot) : Executable(span)
{
    public int Slot => slot;

    public override FeelValue Run(FeelEvaluation run) => run.Stack[run.Base + slot];
}
