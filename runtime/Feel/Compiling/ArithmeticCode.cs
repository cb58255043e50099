using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

internal sealed class AddCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (left.Run(run), right.Run(run));
        return a.NumberTag is not null && b.NumberTag is not null ? Arithmetic.Add(a, b) : Operations.Add(run, node, a, b);
    }
}

internal sealed class SubtractCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (left.Run(run), right.Run(run));
        return a.NumberTag is not null && b.NumberTag is not null ? Arithmetic.Subtract(a, b) : Operations.Subtract(run, node, a, b);
    }
}

internal sealed class MultiplyCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (left.Run(run), right.Run(run));
        return a.NumberTag is not null && b.NumberTag is not null ? Arithmetic.Multiply(a, b) : Operations.Multiply(run, node, a, b);
    }
}

internal sealed class DivideCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run) => Operations.Divide(run, node, left.Run(run), right.Run(run));
}

internal sealed class PowerCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run) => Operations.Power(run, node, left.Run(run), right.Run(run));
}

internal sealed class NegateCode(NegationNode node, Executable operand) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var value = operand.Run(run);
        return value.Kind switch
        {
            FeelKind.Number => Arithmetic.Negate(value),
            FeelKind.DaysDuration => FeelValue.Nanoseconds(-value.AsNanoseconds!.Value),
            FeelKind.YearsDuration => FeelValue.Months(-value.AsMonths!.Value),
            _ => run.KeepsProblems ? run.Fail(FeelProblemCode.NotNegatable, Span, Printer.Print(node.Operand), Kinds.Of(value)) : run.Skip(),
        };
    }
}
