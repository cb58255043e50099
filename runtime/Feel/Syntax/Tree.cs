namespace LowCode.Feel.Syntax;

/// <summary>Walks trees.</summary>
public static class Tree
{
    /// <summary>The parts directly below, in the order of the text.</summary>
    public static IReadOnlyList<FeelNode> Children(FeelNode node) => node switch
    {
        PathNode path => [path.Target],
        DescendantsNode descendants => [descendants.Target],
        FilterNode filter => [filter.Target, filter.Condition],
        CallNode call => [call.Function, .. call.Arguments.Select(a => a.Value)],
        NegationNode negation => [negation.Operand],
        BinaryNode binary => [binary.Left, binary.Right],
        BetweenNode between => [between.Value, between.Low, between.High],
        InNode @in => [@in.Value, .. @in.Tests],
        RangeNode range => [range.Start, range.End],
        UnaryRangeNode unary => [unary.End],
        ListNode list => list.Items,
        ContextNode context => [.. context.Entries.Select(e => e.Value)],
        FunctionNode function => [function.Body],
        IfNode choice => [choice.Condition, choice.Then, choice.Else],
        ForNode loop => [.. Sources(loop.Iterators), loop.Body],
        QuantifiedNode quantified => [.. Sources(quantified.Iterators), quantified.Condition],
        InstanceNode instance => [instance.Value],
        UnaryTestsNode tests => tests.Tests,
        _ => [],
    };

    /// <summary>The node and all below it.</summary>
    public static IEnumerable<FeelNode> All(FeelNode node) => Children(node).SelectMany(All).Prepend(node);

    private static IEnumerable<FeelNode> Sources(IReadOnlyList<IteratorNode> iterators) =>
        iterators.SelectMany(i => i.RangeEnd is null ? (IEnumerable<FeelNode>)[i.Source] : [i.Source, i.RangeEnd]);
}
