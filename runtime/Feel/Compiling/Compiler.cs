using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Makes code of trees: names become places, calls of known functions are bound.</summary>
internal sealed class Compiler(FeelScope scope, bool explains)
{
    private static readonly string?[] _noNames = [];

    public Executable Compile(FeelNode node, Frame frame, NameScope? names, int selfSlot = -1, string name = "")
    {
        var code = node switch
        {
            LiteralNode literal => new ConstantCode(node.Span, literal.Value),
            NameNode known => Name(known, frame, names),
            PathNode path => new PathCode(node.Span, Compile(path.Target, frame, names), path.Name),
            DescendantsNode descendants => new DescendantsCode(node.Span, Compile(descendants.Target, frame, names), descendants.Name),
            FilterNode filter => Filter(filter, frame, names),
            CallNode call => Call(call, frame, names),
            NegationNode { Operand: LiteralNode { Value.Kind: FeelKind.Number } number } => new ConstantCode(node.Span, Arithmetic.Negate(number.Value)),
            NegationNode negation => new NegateCode(negation, Compile(negation.Operand, frame, names)),
            BinaryNode binary => Binary(binary, Compile(binary.Left, frame, names), Compile(binary.Right, frame, names)),
            BetweenNode between => new BetweenCode(between, Compile(between.Value, frame, names), Compile(between.Low, frame, names), Compile(between.High, frame, names)),
            InNode tested => new InCode(node.Span, tested.Value, Compile(tested.Value, frame, names), All(tested.Tests, frame, names), [.. tested.Tests.Select(_ => false)], false),
            RangeNode range => new RangeCode(node.Span, range, Compile(range.Start, frame, names), Compile(range.End, frame, names)),
            UnaryRangeNode unary => new UnaryRangeCode(node.Span, unary.Form, Compile(unary.End, frame, names)),
            ListNode list => List(list, frame, names),
            ContextNode context => Context(context, frame, names),
            FunctionNode function => Function(function, frame, names, selfSlot, name),
            IfNode choice => new IfCode(choice, Compile(choice.Condition, frame, names), Compile(choice.Then, frame, names), Compile(choice.Else, frame, names)),
            ForNode loop => For(loop, frame, names),
            QuantifiedNode quantified => Quantified(quantified, frame, names),
            InstanceNode instance => new InstanceCode(node.Span, Compile(instance.Value, frame, names), instance.Tested, instance.TypeName),
            UnaryTestsNode tests => UnaryTests(tests, frame, names),
            _ => new FailCode(node.Span, FeelProblemCode.Expected, new TextKey("token.expression"), ""),
        };
        return explains ? new ExplainCode(node, code) : code;
    }

    private Executable Name(NameNode node, Frame frame, NameScope? names) =>
        NameScope.Resolve(names, frame, node.Name, node.Span, Root)
        ?? (scope.Functions.Find(node.Name) is { } function
            ? new ConstantCode(node.Span, function)
            : new FailCode(node.Span, FeelProblemCode.UnknownName, node.Name));

    private Executable? Root(string name, TextSpan span) => scope.IndexOf(name) is >= 0 and var index ? new InputCode(span, index) : null;

    private static Executable Binary(BinaryNode node, Executable left, Executable right) => node.Operator switch
    {
        BinaryOperator.Or => new OrCode(node, left, right),
        BinaryOperator.And => new AndCode(node, left, right),
        BinaryOperator.Equal => new EqualCode(node, left, right, false),
        BinaryOperator.NotEqual => new EqualCode(node, left, right, true),
        BinaryOperator.Add => new AddCode(node, left, right),
        BinaryOperator.Subtract => new SubtractCode(node, left, right),
        BinaryOperator.Multiply => new MultiplyCode(node, left, right),
        BinaryOperator.Divide => new DivideCode(node, left, right),
        BinaryOperator.Power => new PowerCode(node, left, right),
        _ => new OrderCode(node, left, right),
    };

    private Executable Filter(FilterNode node, Frame frame, NameScope? names)
    {
        var target = Compile(node.Target, frame, names);
        var slot = frame.Reserve();
        var item = node.Target.Type is FeelType.ListType list ? list.Items : node.Target.Type;
        var inner = new NameScope(names, frame, "item", slot, item);
        return new FilterCode(node.Span, target, Compile(node.Condition, frame, inner), slot, node.Condition.Size);
    }

    private Executable List(ListNode node, Frame frame, NameScope? names)
    {
        var items = All(node.Items, frame, names);
        return Array.TrueForAll(items, i => Constants.Known(i) is not null)
            ? new ConstantCode(node.Span, FeelList.From(items.Select(i => Constants.Known(i)!.Value)))
            : new ListCode(node.Span, items);
    }

    private Executable Context(ContextNode node, Frame frame, NameScope? names)
    {
        var first = frame.Reserve(node.Entries.Count);
        var entries = new Executable[node.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = node.Entries[i];
            var own = new NameScope(names, frame, entry.Name, first + i);
            entries[i] = Compile(entry.Value, frame, entry.Value is FunctionNode ? own : names, first + i, entry.Name);
            names = own;
        }

        return new ContextCode(node.Span, new ContextShape([.. node.Entries.Select(e => e.Name)]), entries, first);
    }

    private Executable Function(FunctionNode node, Frame frame, NameScope? names, int selfSlot, string name)
    {
        var inner = new Frame(frame, names);
        var first = inner.Reserve(node.Parameters.Count);
        NameScope? own = null;
        for (var i = 0; i < node.Parameters.Count; i++)
        {
            own = new(own, inner, node.Parameters[i].Name, first + i);
        }

        var body = node.IsExternal ? new FailCode(node.Span, FeelProblemCode.ExternalFunction) : Compile(node.Body, inner, own);
        var signature = new FeelSignature([.. node.Parameters.Select(p => new FeelParameter(p.Name, p.Type))], node.IsExternal ? FeelType.Any : node.Body.Type);
        return new ClosureCode(node.Span, name, signature, inner, first, node.Body.Size, selfSlot) { Body = body };
    }

    private Executable For(ForNode node, Frame frame, NameScope? names)
    {
        var iterations = Iterations(node.Iterators, frame, ref names);
        var partial = new NameScope(names, frame, "partial", frame.Reserve());
        var body = Compile(node.Body, frame, partial);
        return new ForCode(node.Span, iterations, body, partial.IsUsed ? partial.Slot : -1, node.Body.Size);
    }

    private Executable Quantified(QuantifiedNode node, Frame frame, NameScope? names)
    {
        var iterations = Iterations(node.Iterators, frame, ref names);
        return new QuantifiedCode(node.Span, node.IsEvery, iterations, Compile(node.Condition, frame, names), node.Condition.Size);
    }

    private Iteration[] Iterations(IReadOnlyList<IteratorNode> iterators, Frame frame, ref NameScope? names)
    {
        var iterations = new Iteration[iterators.Count];
        for (var i = 0; i < iterations.Length; i++)
        {
            var iterator = iterators[i];
            var source = Compile(iterator.Source, frame, names);
            var end = iterator.RangeEnd is null ? null : Compile(iterator.RangeEnd, frame, names);
            iterations[i] = new(iterator.Span, source, end, frame.Reserve());
            names = new(names, frame, iterator.Name, iterations[i].Slot);
        }

        return iterations;
    }

    private Executable Call(CallNode node, Frame frame, NameScope? names)
    {
        var arguments = All([.. node.Arguments.Select(a => a.Value)], frame, names);
        string?[] argumentNames = node.Arguments.Count == 0 ? _noNames : [.. node.Arguments.Select(a => a.Name)];
        if (node.Function is not NameNode called || KnownFunction(called, frame, names) is not { } function)
        {
            return new DynamicCallCode(node.Span, Compile(node.Function, frame, names), arguments, argumentNames);
        }

        if (Binding.Of(function, argumentNames) is not { } binding)
        {
            var (code, about) = Binding.Problem(function, argumentNames);
            return new FailCode(node.Span, code, about);
        }

        if (binding.Packs)
        {
            return new PackedCallCode(node.Span, function, binding.Signature, arguments);
        }

        // With an explanation too: it must not cost steps that the evaluation alone does not need.
        return Constants.Of(function, binding, arguments) is { } constant
            ? new ConstantCode(node.Span, constant)
            : new NativeCallCode(node.Span, function, binding.Signature, [.. binding.Sources.Select(s => s < 0 ? null : arguments[s])], frame.Reserve(binding.Sources.Count));
    }

    // A variable hides a function of its name, unless it can be no function itself: a field "date" leaves date("2024-01-01") alone.
    private FeelFunction? KnownFunction(NameNode name, Frame frame, NameScope? names)
    {
        if (scope.Functions.Find(name.Name) is not { } function)
        {
            return null;
        }

        var hides = NameScope.Resolve(names, frame, name.Name, name.Span, Root) is { } code
            && code is not FieldCode { HasMeaningOutside: false }
            && name.Type.Kind is null or FeelKind.Function
            && !ReferenceEquals(name.Type, function.Type);
        return hides ? null : function;
    }

    private Executable UnaryTests(UnaryTestsNode node, Frame frame, NameScope? names)
    {
        if (node.Tests.Count == 0)
        {
            return new ConstantCode(node.Span, !node.IsNegated);
        }

        var value = NameScope.Resolve(names, frame, "?", node.Span, Root) ?? new FailCode(node.Span, FeelProblemCode.UnknownName, "?");
        return new InCode(node.Span, new NameNode(node.Span, "?"), value, All(node.Tests, frame, names), [.. node.Tests.Select(GivesVerdict)], node.IsNegated);
    }

    private static bool GivesVerdict(FeelNode test) => Tree.All(test).Any(n => n is NameNode { Name: "?" });

    private Executable[] All(IReadOnlyList<FeelNode> nodes, Frame frame, NameScope? names)
    {
        var codes = new Executable[nodes.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = Compile(nodes[i], frame, names);
        }

        return codes;
    }
}
