using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

internal sealed class AndCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var a = left.Run(run);
        if (a.IsFalse)
        {
            return a;
        }

        var b = right.Run(run);
        return b.IsFalse ? b : a.IsTrue && b.IsTrue ? a : Conditions.Unknown(run, node, a, b);
    }
}

internal sealed class OrCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var a = left.Run(run);
        if (a.IsTrue)
        {
            return a;
        }

        var b = right.Run(run);
        return b.IsTrue ? b : a.IsFalse && b.IsFalse ? a : Conditions.Unknown(run, node, a, b);
    }
}

internal sealed class IfCode(IfNode node, Executable condition, Executable then, Executable otherwise) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var value = condition.Run(run);
        if (value.IsTrue)
        {
            return then.Run(run);
        }

        if (!value.IsFalse && !value.IsNull)
        {
            run.Fail(FeelProblemCode.NotCondition, condition.Span, Printer.Print(node.Condition), Kinds.Of(value));
        }

        return otherwise.Run(run);
    }
}

internal sealed class EqualCode(BinaryNode node, Executable left, Executable right, bool negated) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (left.Run(run), right.Run(run));
        if (a.Weight > 1)
        {
            run.Step(a.Weight);
        }

        return Comparing.AreEqual(a, b) is { } equal ? equal != negated : Conditions.NotComparable(run, Span, node.Left, a, b);
    }
}

internal sealed class OrderCode(BinaryNode node, Executable left, Executable right) : Executable(node.Span)
{
    private readonly BinaryOperator _sign = node.Operator;

    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (left.Run(run), right.Run(run));
        if (a.NumberTag is not null && b.NumberTag is not null)
        {
            return Holds(Arithmetic.CompareNumbers(a, b));
        }

        if (a.Reference is string text)
        {
            run.Step(Payload.WeightOf(text));
        }

        return Comparing.Order(a, b) is { } order ? Holds(order) : Conditions.NotComparable(run, Span, node.Left, a, b);
    }

    private bool Holds(int order) => _sign switch
    {
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        _ => order >= 0,
    };
}

internal sealed class BetweenCode(BetweenNode node, Executable value, Executable low, Executable high) : Executable(node.Span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (x, a, b) = (value.Run(run), low.Run(run), high.Run(run));
        if (x.Reference is string text)
        {
            run.Step(Payload.WeightOf(text));
        }

        if (Comparing.Order(x, a) is not { } after)
        {
            return Conditions.NotComparable(run, Span, node.Value, x, a);
        }

        return Comparing.Order(x, b) is { } before ? after >= 0 && before <= 0 : Conditions.NotComparable(run, Span, node.Value, x, b);
    }
}

internal static class Conditions
{
    /// <summary>Null; a problem where one of the two is neither true nor false nor null.</summary>
    public static FeelValue Unknown(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right)
    {
        var (part, wrong) = left.Kind is not (FeelKind.Boolean or FeelKind.Null) ? (node.Left, left) : (node.Right, right);
        return wrong.Kind is FeelKind.Boolean or FeelKind.Null ? default
            : run.KeepsProblems ? run.Fail(FeelProblemCode.NotCondition, part.Span, Printer.Print(part), Kinds.Of(wrong)) : run.Skip();
    }

    public static FeelValue NotComparable(FeelEvaluation run, TextSpan span, FeelNode part, FeelValue left, FeelValue right) =>
        !run.KeepsProblems ? run.Skip()
        : left.Kind == right.Kind ? run.Fail(FeelProblemCode.NotOrdered, span, Printer.Print(part), Kinds.Of(left))
        : run.Fail(FeelProblemCode.NotComparable, span, Printer.Print(part), Kinds.Of(left), Kinds.Of(right));
}
