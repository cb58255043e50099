using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Writes a tree as FEEL; parsed against the same scope it gives the same tree. Comments and brackets that change nothing are lost.</summary>
public static class Printer
{
    // How tightly a node binds; a looser one is bracketed where a tighter one is wanted.
    private const int Block = 0;
    private const int Comparison = 3;
    private const int Sum = 4;
    private const int Negation = 7;
    private const int Instance = 8;
    private const int Suffix = 9;
    private const int Primary = 10;

    /// <summary>The text; parsed again in the same scope it gives the same tree.</summary>
    public static string Print(FeelNode node)
    {
        var text = new ShortText(int.MaxValue);
        Write(text, node, Block);
        return text.Taken();
    }

    /// <summary>The text in no more characters than wanted; a longer one ends in …, and what lies behind is not even written. For people, not to be parsed.</summary>
    public static string Print(FeelNode node, int most)
    {
        var text = new ShortText(most);
        Write(text, node, Block);
        return text.ToString();
    }

    private static int Rank(FeelNode node) => node switch
    {
        IfNode or ForNode or QuantifiedNode or FunctionNode or UnaryTestsNode => Block,
        BinaryNode binary => Rank(binary.Operator),
        BetweenNode or InNode => Comparison,
        NegationNode => Negation,
        InstanceNode => Instance,
        PathNode or DescendantsNode or FilterNode or CallNode => Suffix,
        _ => Primary,
    };

    private static int Rank(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide => 5,
        BinaryOperator.Power => 6,
        _ => Comparison,
    };

    private static void Write(ShortText text, FeelNode node, int least)
    {
        if (text.IsFull)
        {
            return;
        }

        if (Rank(node) < least)
        {
            text.Append('(');
            WritePlain(text, node);
            text.Append(')');
            return;
        }

        WritePlain(text, node);
    }

    private static void WritePlain(ShortText text, FeelNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                ValueText.AppendLiteral(text, literal.Value);
                break;
            case NameNode name:
                text.Append(name.Name);
                break;
            case PathNode path:
                Write(text, path.Target, Suffix);
                text.Append('.').Append(path.Name);
                break;
            case DescendantsNode descendants:
                Write(text, descendants.Target, Suffix);
                text.Append("...").Append(descendants.Name);
                break;
            case FilterNode filter:
                Write(text, filter.Target, Suffix);
                text.Append('[');
                Write(text, filter.Condition, Block);
                text.Append(']');
                break;
            case CallNode call:
                Write(text, call.Function, Suffix);
                List(text, "(", call.Arguments, WriteArgument, ")");
                break;
            case NegationNode negation:
                text.Append('-');
                Write(text, negation.Operand, Negation);
                break;
            case BinaryNode binary:
                Write(text, binary.Left, Rank(binary.Operator));
                text.Append(' ').Append(Sign(binary.Operator)).Append(' ');
                Write(text, binary.Right, Rank(binary.Operator) + 1);
                break;
            case BetweenNode between:
                Write(text, between.Value, Comparison);
                text.Append(" between ");
                Write(text, between.Low, Sum);
                text.Append(" and ");
                Write(text, between.High, Sum);
                break;
            case InNode @in:
                Write(text, @in.Value, Comparison);
                text.Append(" in ");
                WriteTests(text, @in.Tests);
                break;
            case InstanceNode instance:
                Write(text, instance.Value, Instance);
                text.Append(" instance of ").Append(instance.TypeName);
                break;
            case RangeNode or UnaryRangeNode or ListNode or ContextNode:
                WriteBracketed(text, node);
                break;
            default:
                WriteBlock(text, node);
                break;
        }
    }

    private static void WriteBracketed(ShortText text, FeelNode node)
    {
        switch (node)
        {
            case RangeNode range:
                text.Append(range.StartIncluded ? '[' : '(');
                Write(text, range.Start, Sum);
                text.Append("..");
                Write(text, range.End, Sum);
                text.Append(range.EndIncluded ? ']' : ')');
                break;
            case UnaryRangeNode unary:
                text.Append('(').Append(Sign(unary.Form)).Append(' ');
                Write(text, unary.End, Sum);
                text.Append(')');
                break;
            case ListNode list:
                List(text, "[", list.Items, (t, item) => Write(t, item, Block), "]");
                break;
            case ContextNode context:
                List(text, "{", context.Entries, (t, entry) =>
                {
                    t.AppendQuoted(entry.Name).Append(": ");
                    Write(t, entry.Value, Block);
                }, "}");
                break;
        }
    }

    private static void WriteBlock(ShortText text, FeelNode node)
    {
        switch (node)
        {
            case IfNode choice:
                text.Append("if ");
                Write(text, choice.Condition, Block);
                text.Append(" then ");
                Write(text, choice.Then, Block);
                text.Append(" else ");
                Write(text, choice.Else, Block);
                break;
            case ForNode loop:
                List(text, "for ", loop.Iterators, WriteIterator, " return ");
                Write(text, loop.Body, Block);
                break;
            case QuantifiedNode quantified:
                List(text, quantified.IsEvery ? "every " : "some ", quantified.Iterators, WriteIterator, " satisfies ");
                Write(text, quantified.Condition, Block);
                break;
            case FunctionNode function:
                List(text, "function(", function.Parameters, (t, p) => t.Append(p.Name).Append(p.TypeName is null ? "" : ": " + p.TypeName), ") ");
                text.Append(function.IsExternal ? "external " : "");
                Write(text, function.Body, Block);
                break;
            case UnaryTestsNode { Tests.Count: 0 }:
                text.Append('-');
                break;
            case UnaryTestsNode { IsNegated: false, Tests: [CallNode { Function: NameNode { Name: "not" } } only] }:
                // Without the brackets it would be the negation of tests.
                text.Append('(');
                Write(text, only, Block);
                text.Append(')');
                break;
            case UnaryTestsNode tests:
                List(text, tests.IsNegated ? "not(" : "", tests.Tests, (t, test) => Write(t, test, Block), tests.IsNegated ? ")" : "");
                break;
        }
    }

    private static void WriteTests(ShortText text, IReadOnlyList<FeelNode> tests)
    {
        if (tests.Count == 1)
        {
            Write(text, tests[0], Sum);
            return;
        }

        List(text, "(", tests, (t, test) => Write(t, test, Block), ")");
    }

    private static void WriteArgument(ShortText text, Argument argument)
    {
        text.Append(argument.Name is null ? "" : argument.Name + ": ");
        Write(text, argument.Value, Block);
    }

    private static void WriteIterator(ShortText text, IteratorNode iterator)
    {
        text.Append(iterator.Name).Append(" in ");
        Write(text, iterator.Source, Sum);
        if (iterator.RangeEnd is not null)
        {
            text.Append("..");
            Write(text, iterator.RangeEnd, Sum);
        }
    }

    private static void List<T>(ShortText text, string open, IReadOnlyList<T> parts, Action<ShortText, T> write, string close)
    {
        text.Append(open);
        for (var i = 0; i < parts.Count && !text.IsFull; i++)
        {
            text.Append(i > 0 ? ", " : "");
            write(text, parts[i]);
        }

        text.Append(close);
    }

    private static string Sign(RangeForm form) => form switch
    {
        RangeForm.Less => "<",
        RangeForm.LessOrEqual => "<=",
        RangeForm.Greater => ">",
        RangeForm.GreaterOrEqual => ">=",
        RangeForm.Equal => "=",
        _ => "!=",
    };

    /// <summary>The sign or word of an operator.</summary>
    public static string Sign(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "**",
    };
}
