using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>
/// What of an expression can only fail, by the declared types: the same problems that its evaluation would report, before anybody runs it.
/// What is not known is not reported.
/// </summary>
public static class Checks
{
    /// <summary>The problems of the text and those of its types, by position.</summary>
    public static IReadOnlyList<FeelProblem> Of(ParsedExpression parsed) =>
        [.. parsed.Problems.Concat(parsed.Rest.Prepend(parsed.Root).SelectMany(Tree.All).SelectMany(n => Of(n, parsed))).OrderBy(p => p.Span.Start)];

    private static IEnumerable<FeelProblem> Of(FeelNode node, ParsedExpression parsed) => node switch
    {
        BinaryNode { Operator: BinaryOperator.And or BinaryOperator.Or } logic => Condition(logic.Left).Concat(Condition(logic.Right)),
        BinaryNode { Operator: <= BinaryOperator.GreaterOrEqual } comparison => Comparable(comparison.Left, comparison.Right, comparison.Span),
        BinaryNode arithmetic => Calculable(arithmetic),
        InNode tested => tested.Tests.SelectMany(t => Testable(tested.Value, t)),
        UnaryTestsNode tests when parsed.Scope.IndexOf("?") is >= 0 and var index => Tests(tests, parsed.Scope.Variables[index].Type),
        RangeNode { Start.Type.Kind: { } start and not FeelKind.Null, End.Type.Kind: { } end and not FeelKind.Null } when start != end =>
            [new(FeelProblemCode.RangeOfMixed, node.Span, [Kinds.Of(start), Kinds.Of(end)])],
        BetweenNode between => Comparable(between.Value, between.Low, between.Span).Concat(Comparable(between.Value, between.High, between.Span)),
        IfNode choice => Condition(choice.Condition),
        QuantifiedNode quantified => Condition(quantified.Condition),
        NegationNode { Operand.Type.Kind: { } kind and not (FeelKind.Number or FeelKind.DaysDuration or FeelKind.YearsDuration) } negation =>
            [new(FeelProblemCode.NotNegatable, node.Span, [Printer.Print(negation.Operand), Kinds.Of(kind)])],
        PathNode path => Property(path),
        CallNode { Known: { } function } call => Call(call, function),
        _ => [],
    };

    private static IEnumerable<FeelProblem> Condition(FeelNode part) =>
        part.Type.Kind is { } kind and not (FeelKind.Boolean or FeelKind.Null)
            ? [new(FeelProblemCode.NotCondition, part.Span, [Printer.Print(part), Kinds.Of(kind)])]
            : [];

    private static IEnumerable<FeelProblem> Comparable(FeelNode left, FeelNode right, TextSpan span) =>
        left.Type.Kind is { } one and not FeelKind.Null && right.Type.Kind is { } other and not FeelKind.Null && one != other
            ? [new(FeelProblemCode.NotComparable, span, [Printer.Print(left), Kinds.Of(one), Kinds.Of(other)])]
            : [];

    // A test that names the tested value itself is a condition.
    private static IEnumerable<FeelProblem> Tests(UnaryTestsNode tests, FeelType tested) =>
        tests.Tests.Where(t => !Tree.All(t).Any(n => n is NameNode { Name: "?" })).SelectMany(t => Testable(new NameNode(t.Span, "?") { Type = tested }, t));

    // What cannot be compared with an item of a list is just not equal to it.
    private static IEnumerable<FeelProblem> Testable(FeelNode value, FeelNode test)
    {
        var wanted = test.Type is FeelType.RangeType range && value.Type.Kind != FeelKind.Range ? range.Ends : test.Type;
        return value.Type.Kind is { } one and not FeelKind.Null && wanted.Kind is { } other and not (FeelKind.Null or FeelKind.List or FeelKind.Function) && one != other
            ? [new(FeelProblemCode.NotComparable, test.Span, [Printer.Print(value), Kinds.Of(one), Kinds.Of(other)])]
            : [];
    }

    private static IEnumerable<FeelProblem> Calculable(BinaryNode node) =>
        node.Left.Type.Kind is { } left && node.Right.Type.Kind is { } right && (node.Type.IsAny || (node.Operator == BinaryOperator.Power && (left, right) != (FeelKind.Number, FeelKind.Number)))
            ? [new(FeelProblemCode.NotCalculable, node.Span, [Printer.Print(node.Left), Kinds.Of(left), Printer.Sign(node.Operator), Printer.Print(node.Right), Kinds.Of(right)])]
            : [];

    private static IEnumerable<FeelProblem> Property(PathNode node)
    {
        var target = node.Target.Type is FeelType.ListType list ? list.Items : node.Target.Type;
        if (target.Kind is not { } kind || kind == FeelKind.Null || target is FeelType.ContextType { Fields.Count: 0 } or FeelType.ContextType { MayHaveMore: true } || Properties.FieldsOf(target).Any(f => f.Name == node.Name))
        {
            return [];
        }

        return kind == FeelKind.Context
            ? [new(FeelProblemCode.NoEntry, node.Span, [node.Name])]
            : [new(FeelProblemCode.NoProperty, node.Span, [Kinds.Of(kind), node.Name])];
    }

    private static IEnumerable<FeelProblem> Call(CallNode call, FeelFunction function)
    {
        string?[] names = [.. call.Arguments.Select(a => a.Name)];
        if (Binding.Of(function, names) is not { } binding)
        {
            var (code, about) = Binding.Problem(function, names);
            yield return new(code, call.Span, about);
            yield break;
        }

        var parameters = function.Signatures[binding.Signature].Parameters;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var parameter = binding.Packs ? parameters[0] : parameters.Where((_, p) => binding.Sources[p] == i).First();
            if (Usable(call.Arguments[i].Value.Type, parameter) is { } wrong)
            {
                yield return new(FeelProblemCode.ArgumentType, call.Arguments[i].Value.Span, [function.Title, parameter.Name, Kinds.Of(parameter.Only[0]), Printer.Print(call.Arguments[i].Value), Kinds.Of(wrong)]);
            }
        }

        for (var i = 0; !binding.Packs && i < parameters.Count; i++)
        {
            if (binding.Sources[i] >= 0 && call.Arguments[binding.Sources[i]].Value is { } argument
                && parameters[i].Type.Kind is { } wanted && argument.Type.Kind is { } got && got != wanted
                && got is not (FeelKind.List or FeelKind.Null) && wanted != FeelKind.List && (got, wanted) != (FeelKind.Date, FeelKind.DateTime))
            {
                yield return new(FeelProblemCode.ArgumentType, argument.Span, [function.Title, parameters[i].Name, Kinds.Of(wanted), Printer.Print(argument), Kinds.Of(got)]);
            }
        }
    }

    // Null where the function may make something of it; else the kind that it cannot use. The one item of a list stands for itself.
    private static FeelKind? Usable(FeelType argument, FeelParameter parameter)
    {
        var type = argument is FeelType.ListType list && parameter.Type.Kind == FeelKind.List ? list.Items : argument;
        return parameter.Only.Count > 0 && type.Kind is { } kind and not (FeelKind.Null or FeelKind.List) && !parameter.Only.Contains(kind) ? kind : null;
    }
}
