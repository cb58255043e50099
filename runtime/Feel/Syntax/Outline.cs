using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>A tree as text without positions: trees that mean the same to the compiler have the same outline.</summary>
public static class Outline
{
    /// <summary>The outline of the node and all below it.</summary>
    public static string Of(FeelNode node) => node switch
    {
        MissingNode => "missing",
        LiteralNode literal => ValueText.WriteLiteral(literal.Value),
        NameNode name => Name(name.Name),
        PathNode path => $"(path {Of(path.Target)} {Name(path.Name)})",
        DescendantsNode descendants => $"(descendants {Of(descendants.Target)} {Name(descendants.Name)})",
        FilterNode filter => $"(filter {Of(filter.Target)} {Of(filter.Condition)})",
        CallNode call => $"(call {Of(call.Function)} {Join(call.Arguments, a => (a.Name is null ? "" : Name(a.Name) + ": ") + Of(a.Value))})",
        NegationNode negation => $"(negate {Of(negation.Operand)})",
        BinaryNode binary => $"({binary.Operator} {Of(binary.Left)} {Of(binary.Right)})",
        BetweenNode between => $"(between {Of(between.Value)} {Of(between.Low)} {Of(between.High)})",
        InNode @in => $"(in {Of(@in.Value)} {Join(@in.Tests, Of)})",
        RangeNode range => $"(range {range.StartIncluded} {Of(range.Start)} {Of(range.End)} {range.EndIncluded})",
        UnaryRangeNode unary => $"(range {unary.Form} {Of(unary.End)})",
        ListNode list => $"(list {Join(list.Items, Of)})",
        ContextNode context => $"(context {Join(context.Entries, e => $"{Name(e.Name)}: {Of(e.Value)}")})",
        FunctionNode function => $"(function{(function.IsExternal ? " external" : "")} ({Join(function.Parameters, p => $"{Name(p.Name)}: {p.Type}")}) {Of(function.Body)})",
        IfNode choice => $"(if {Of(choice.Condition)} {Of(choice.Then)} {Of(choice.Else)})",
        ForNode loop => $"(for ({Join(loop.Iterators, Iterator)}) {Of(loop.Body)})",
        QuantifiedNode quantified => $"({(quantified.IsEvery ? "every" : "some")} ({Join(quantified.Iterators, Iterator)}) {Of(quantified.Condition)})",
        InstanceNode instance => $"(instance {Of(instance.Value)} {instance.Tested})",
        UnaryTestsNode tests => $"(tests{(tests.IsNegated ? " not" : "")} {Join(tests.Tests, Of)})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Iterator(IteratorNode iterator) =>
        $"{Name(iterator.Name)} {Of(iterator.Source)}{(iterator.RangeEnd is null ? "" : ".." + Of(iterator.RangeEnd))}";

    private static string Name(string name) => $"'{name}'";

    private static string Join<T>(IEnumerable<T> parts, Func<T, string> write) => string.Join(", ", parts.Select(write));
}
