namespace LowCode.Definitions.FormImports.XPath;

/// <summary>An expression as spreadsheets of forms write it: XPath 1.0, with <c>${name}</c> for a question.</summary>
internal abstract record XPathNode
{
    private XPathNode()
    {
    }

    public sealed record Number(string Digits) : XPathNode;

    public sealed record Text(string Value) : XPathNode;

    /// <summary><c>or and = != &lt; &lt;= &gt; &gt;= + - * div mod |</c></summary>
    public sealed record Binary(string Operator, XPathNode Left, XPathNode Right) : XPathNode;

    public sealed record Negation(XPathNode Operand) : XPathNode;

    public sealed record Call(string Name, IReadOnlyList<XPathNode> Arguments) : XPathNode;

    public sealed record Question(string Name) : XPathNode;

    /// <param name="Start">Null: the question itself, or the root.</param>
    public sealed record Path(XPathNode? Start, IReadOnlyList<XPathStep> Steps) : XPathNode;
}

/// <param name="Name">An element, <c>.</c>, <c>..</c> or <c>*</c>.</param>
internal sealed record XPathStep(string Name, IReadOnlyList<XPathNode> Predicates);
