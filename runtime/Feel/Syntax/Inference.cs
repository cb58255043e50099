using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>
/// What a node yields, from the types of the nodes below it. Names carry what the scope says. A node that can only fail yields
/// <see cref="FeelType.Any"/>, so that one mistake is not reported many times.
/// </summary>
internal static class Inference
{
    /// <param name="function">What a call calls, if that is known.</param>
    public static void Set(FeelNode node, FeelFunction? function) => node.Type = node switch
    {
        LiteralNode literal => OfValue(literal.Value),
        PathNode path => OfPath(path.Target.Type, path.Name),
        DescendantsNode => FeelType.AnyList,
        FilterNode filter => OfFilter(filter),
        CallNode call => OfCall(call, function),
        NegationNode negation => negation.Operand.Type,
        BinaryNode binary => OfBinary(binary.Operator, binary.Left.Type, binary.Right.Type),
        BetweenNode or InNode or QuantifiedNode or InstanceNode or UnaryTestsNode => FeelType.Boolean,
        RangeNode range => FeelType.RangeOf(FeelType.Common(range.Start.Type, range.End.Type)),
        UnaryRangeNode unary => FeelType.RangeOf(unary.End.Type),
        ListNode list => FeelType.ListOf(FeelType.Common(list.Items.Select(i => i.Type))),
        ContextNode context => new FeelType.ContextType([.. context.Entries.Select(e => new FeelField(e.Name, e.Value.Type))]),
        FunctionNode made => new FeelType.FunctionType([.. made.Parameters.Select(p => p.Type)], made.Body.Type),
        IfNode choice => FeelType.Common(choice.Then.Type, choice.Else.Type),
        ForNode loop => FeelType.ListOf(loop.Body.Type),
        _ => node.Type,
    };

    public static FeelType ItemOf(FeelType source) => source switch
    {
        FeelType.ListType list => list.Items,
        FeelType.RangeType range => range.Ends,
        _ => source,
    };

    private static FeelType OfValue(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => FeelType.Null,
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Number => FeelType.Number,
        FeelKind.String => FeelType.String,
        FeelKind.Date => FeelType.Date,
        FeelKind.Time => FeelType.Time,
        FeelKind.DateTime => FeelType.DateTime,
        FeelKind.DaysDuration => FeelType.DaysDuration,
        FeelKind.YearsDuration => FeelType.YearsDuration,
        _ => FeelType.Any,
    };

    private static FeelType OfPath(FeelType target, string name)
    {
        if (target is FeelType.ListType list)
        {
            return FeelType.ListOf(OfPath(list.Items, name));
        }

        return Properties.FieldsOf(target).FirstOrDefault(f => f.Name == name)?.Type ?? FeelType.Any;
    }

    private static FeelType OfFilter(FilterNode filter)
    {
        var item = filter.Target.Type is FeelType.ListType list ? list.Items : filter.Target.Type;
        return filter.Condition.Type.Kind switch
        {
            // What is computed may be null, and then the filter gives a list.
            FeelKind.Number when filter.Condition is LiteralNode or NameNode or NegationNode { Operand: LiteralNode } => item,
            FeelKind.Boolean => FeelType.ListOf(item),
            _ => FeelType.Any,
        };
    }

    private static FeelType OfCall(CallNode call, FeelFunction? function)
    {
        if (function is null)
        {
            return call.Function.Type is FeelType.FunctionType called ? called.Result : FeelType.Any;
        }

        if (function.Name == "duration" && call.Arguments is [{ Value: LiteralNode { Value.AsString: { } text } }])
        {
            return OfValue(Temporals.ParseDuration(text));
        }

        if (function.Signatures is [{ Infers: null } only])
        {
            return only.Result;
        }

        if (Binding.Of(function, [.. call.Arguments.Select(a => a.Name)]) is not { } binding)
        {
            return FeelType.Any;
        }

        var signature = function.Signatures[binding.Signature];
        return signature.Infers is not { } infers ? signature.Result
            : infers(binding.Packs ? [.. call.Arguments.Select(a => a.Value.Type)] : [.. binding.Sources.Select(s => s < 0 ? FeelType.Null : call.Arguments[s].Value.Type)]);
    }

    private static FeelType OfBinary(BinaryOperator sign, FeelType left, FeelType right) => sign switch
    {
        <= BinaryOperator.GreaterOrEqual => FeelType.Boolean,
        BinaryOperator.Power => FeelType.Number,
        BinaryOperator.Add or BinaryOperator.Subtract => (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => FeelType.Number,
            (FeelKind.String, FeelKind.String) => FeelType.String,
            (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime) or (FeelKind.Time, FeelKind.Time) => FeelType.DaysDuration,
            (FeelKind.Date or FeelKind.DateTime or FeelKind.Time, FeelKind.DaysDuration or FeelKind.YearsDuration) => left,
            (FeelKind.DaysDuration or FeelKind.YearsDuration, FeelKind.Date or FeelKind.DateTime or FeelKind.Time) => right,
            (FeelKind.DaysDuration, FeelKind.DaysDuration) or (FeelKind.YearsDuration, FeelKind.YearsDuration) => left,
            _ => FeelType.Any,
        },
        _ => (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => FeelType.Number,
            (FeelKind.DaysDuration or FeelKind.YearsDuration, FeelKind.Number) => left,
            (FeelKind.Number, FeelKind.DaysDuration or FeelKind.YearsDuration) => right,
            (FeelKind.DaysDuration, FeelKind.DaysDuration) or (FeelKind.YearsDuration, FeelKind.YearsDuration) => FeelType.Number,
            _ => FeelType.Any,
        },
    };
}
