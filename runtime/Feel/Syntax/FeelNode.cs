using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>A part of a parsed expression. Two trees are the same when their outlines are: <see cref="Outline.Of"/>.</summary>
/// <param name="Span">Where it stands in the text.</param>
public abstract record FeelNode(TextSpan Span)
{
    /// <summary>What it yields, as far as the parser could tell from the scope.</summary>
    public FeelType Type { get; internal set; } = FeelType.Any;

    /// <summary>How many nodes deep the tree is, this one included.</summary>
    internal int Depth { get; set; } = 1;

    /// <summary>How many nodes the tree has, this one included.</summary>
    internal int Size { get; set; } = 1;
}

/// <summary>Where something is missing; always with a problem at the same place.</summary>
public sealed record MissingNode(TextSpan Span) : FeelNode(Span);

/// <summary>null, true, false, numbers, texts and temporal literals.</summary>
/// <param name="IsTemporal">Written as <c>@"..."</c>.</param>
public sealed record LiteralNode(TextSpan Span, FeelValue Value, bool IsTemporal = false) : FeelNode(Span);

/// <summary>A variable, a function, or a field of the item that a filter looks at.</summary>
public sealed record NameNode(TextSpan Span, string Name) : FeelNode(Span);

/// <summary><c>target.name</c></summary>
public sealed record PathNode(TextSpan Span, FeelNode Target, string Name) : FeelNode(Span);

/// <summary><c>target...name</c>: the entries of that name of all contexts within the target, however deep.</summary>
public sealed record DescendantsNode(TextSpan Span, FeelNode Target, string Name) : FeelNode(Span);

/// <summary><c>target[condition]</c></summary>
public sealed record FilterNode(TextSpan Span, FeelNode Target, FeelNode Condition) : FeelNode(Span);

/// <param name="Name">Null for a positional argument.</param>
public sealed record Argument(string? Name, FeelNode Value);

/// <summary><c>function(arguments)</c></summary>
public sealed record CallNode(TextSpan Span, FeelNode Function, IReadOnlyList<Argument> Arguments) : FeelNode(Span)
{
    /// <summary>The function of the library that is called; null where only a run knows what is.</summary>
    internal FeelFunction? Known { get; set; }
}

/// <summary><c>-operand</c></summary>
public sealed record NegationNode(TextSpan Span, FeelNode Operand) : FeelNode(Span);

/// <summary>The signs and words between two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>or</c></summary>
    Or,
    /// <summary><c>and</c></summary>
    And,
    /// <summary><c>=</c></summary>
    Equal,
    /// <summary><c>!=</c></summary>
    NotEqual,
    /// <summary><c>&lt;</c></summary>
    Less,
    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,
    /// <summary><c>&gt;</c></summary>
    Greater,
    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
    /// <summary><c>+</c></summary>
    Add,
    /// <summary><c>-</c></summary>
    Subtract,
    /// <summary><c>*</c></summary>
    Multiply,
    /// <summary><c>/</c></summary>
    Divide,
    /// <summary><c>**</c></summary>
    Power,
}

/// <summary><c>left sign right</c></summary>
public sealed record BinaryNode(TextSpan Span, BinaryOperator Operator, FeelNode Left, FeelNode Right) : FeelNode(Span);

/// <summary><c>value between low and high</c></summary>
public sealed record BetweenNode(TextSpan Span, FeelNode Value, FeelNode Low, FeelNode High) : FeelNode(Span);

/// <summary><c>value in test</c> or <c>value in (test, test)</c>.</summary>
public sealed record InNode(TextSpan Span, FeelNode Value, IReadOnlyList<FeelNode> Tests) : FeelNode(Span);

/// <summary><c>[start..end)</c></summary>
public sealed record RangeNode(TextSpan Span, FeelNode Start, bool StartIncluded, FeelNode End, bool EndIncluded) : FeelNode(Span);

/// <summary>A range of one end, <c>(&lt; 5)</c>, which is also the test <c>&lt; 5</c>.</summary>
public sealed record UnaryRangeNode(TextSpan Span, RangeForm Form, FeelNode End) : FeelNode(Span);

/// <summary><c>[item, item]</c></summary>
public sealed record ListNode(TextSpan Span, IReadOnlyList<FeelNode> Items) : FeelNode(Span);

/// <summary><c>name: value</c></summary>
public sealed record ContextEntry(TextSpan NameSpan, string Name, FeelNode Value);

/// <summary><c>{name: value}</c></summary>
public sealed record ContextNode(TextSpan Span, IReadOnlyList<ContextEntry> Entries) : FeelNode(Span);

/// <param name="TypeName">As written; null without one.</param>
public sealed record FormalParameter(string Name, FeelType Type, string? TypeName);

/// <summary><c>function(parameters) body</c></summary>
public sealed record FunctionNode(TextSpan Span, IReadOnlyList<FormalParameter> Parameters, FeelNode Body, bool IsExternal) : FeelNode(Span);

/// <summary><c>if condition then then else else</c></summary>
public sealed record IfNode(TextSpan Span, FeelNode Condition, FeelNode Then, FeelNode Else) : FeelNode(Span);

/// <param name="Source">A list, or the start where <paramref name="RangeEnd"/> is there: <c>i in 1..n</c>.</param>
public sealed record IteratorNode(TextSpan Span, string Name, FeelNode Source, FeelNode? RangeEnd);

/// <summary><c>for iterators return body</c></summary>
public sealed record ForNode(TextSpan Span, IReadOnlyList<IteratorNode> Iterators, FeelNode Body) : FeelNode(Span);

/// <summary><c>some</c> or <c>every</c> <c>iterators satisfies condition</c></summary>
public sealed record QuantifiedNode(TextSpan Span, bool IsEvery, IReadOnlyList<IteratorNode> Iterators, FeelNode Condition) : FeelNode(Span);

/// <param name="Tested">Null where the type is not known.</param>
public sealed record InstanceNode(TextSpan Span, FeelNode Value, FeelType? Tested, string TypeName) : FeelNode(Span);

/// <summary>Tests of the value <c>?</c>, of which one must hold; none stands for <c>-</c>, which always holds.</summary>
public sealed record UnaryTestsNode(TextSpan Span, IReadOnlyList<FeelNode> Tests, bool IsNegated) : FeelNode(Span);
