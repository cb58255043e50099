namespace LowCode.Definitions.FormImports.XPath;

/// <summary>Comparisons: XPath converts both sides, FEEL wants them of one kind.</summary>
internal static class Comparison
{
    private static readonly string[] _yes = ["true", "1", "ok", "yes"];

    public static bool IsDay(FeelPart part) => part.Kind is XPathKind.Date or XPathKind.DateTime;

    public static FeelPart Translate(XPathTranslator translator, XPathNode.Binary node)
    {
        var (left, right) = (translator.Part(node.Left), translator.Part(node.Right));
        if (IsEmpty(node.Right))
        {
            return Empty(translator, node, left);
        }

        if (IsEmpty(node.Left))
        {
            return Empty(translator, node, right);
        }

        if (left.Kind == XPathKind.Nodes || right.Kind == XPathKind.Nodes)
        {
            return OfAny(translator, node, left, right);
        }

        return Alike(node, left, right) is var (one, other)
            ? new FeelPart($"{one.In(FeelPart.Add)} {node.Operator} {other.In(FeelPart.Add)}", XPathKind.Boolean, FeelPart.Compare) { IsSure = IsEquality(node) }
            : translator.Fail("unlike", XPathTranslator.Print(node));
    }

    /// <summary>Both sides as one kind; null: they have none in common.</summary>
    private static (FeelPart, FeelPart)? Alike(XPathNode.Binary node, FeelPart left, FeelPart right)
    {
        if (left.Name?.Choices is { } choices && Chosen(node.Right, choices) is { } chosen)
        {
            return Pair(Conversions.Text(left), chosen);
        }

        if (right.Name?.Choices is { } others && Chosen(node.Left, others) is { } other)
        {
            return Pair(other, Conversions.Text(right));
        }

        return (left.Kind, right.Kind) switch
        {
            (XPathKind.Boolean, _) or (_, XPathKind.Boolean) when IsEquality(node) => Pair(YesOrNo(left), YesOrNo(right)),
            (XPathKind.DateTime, XPathKind.DateTime) => Pair(left, right),
            (XPathKind.DateTime, XPathKind.Text) when Conversions.FeelLiteral(right) is { Length: > 10 } => Pair(left, Conversions.Moment(right)),
            (XPathKind.Date or XPathKind.DateTime, XPathKind.Number) or (XPathKind.Number, XPathKind.Date or XPathKind.DateTime) => Pair(Conversions.Number(left), Conversions.Number(right)),
            (XPathKind.Date or XPathKind.DateTime, _) or (_, XPathKind.Date or XPathKind.DateTime) => Pair(Conversions.Date(left), Conversions.Date(right)),
            (XPathKind.Time, _) or (_, XPathKind.Time) => Pair(Conversions.Time(left), Conversions.Time(right)),
            (XPathKind.Unknown, _) or (_, XPathKind.Unknown) => Pair(left, right),
            (XPathKind.Number, _) or (_, XPathKind.Number) => Pair(Conversions.Number(left), Conversions.Number(right)),
            _ when IsEquality(node) => Pair(Conversions.Text(left), Conversions.Text(right)),
            _ => Pair(Conversions.Number(left), Conversions.Number(right)),
        };
    }

    private static bool IsEquality(XPathNode.Binary node) => node.Operator is "=" or "!=";

    private static (FeelPart, FeelPart)? Pair(FeelPart? left, FeelPart? right) => left is null || right is null ? null : (left, right);

    /// <summary>A literal as the value of an option; null: it is no literal.</summary>
    internal static FeelPart? Chosen(XPathNode node, XPathChoices choices)
    {
        var written = node switch
        {
            XPathNode.Text text => text.Value,
            XPathNode.Number number => number.Digits,
            _ => null,
        };
        return written is null ? null : new FeelPart(FeelText.Quote(choices.Values.GetValueOrDefault(written, written)), XPathKind.Text) { IsSure = true };
    }

    private static FeelPart? YesOrNo(FeelPart part) => Conversions.FeelLiteral(part) is { } text
        ? new FeelPart(_yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? "true" : "false", XPathKind.Boolean)
        : Conversions.Truth(part);

    // A number of something that is not filled is written NaN.
    private static bool IsEmpty(XPathNode node) => node is XPathNode.Text { Value: "" or "NaN" };

    // What is not filled is an empty text to XPath and null to FEEL.
    private static FeelPart Empty(XPathTranslator translator, XPathNode.Binary node, FeelPart part)
    {
        if (!IsEquality(node))
        {
            return translator.Fail("no-counterpart", XPathTranslator.Print(node));
        }

        var filled = part.Kind == XPathKind.Boolean && part.Name is null ? new FeelPart("false", XPathKind.Boolean)
            : part.Name is not null || part.Kind != XPathKind.Text
                ? new FeelPart($"{part.In(FeelPart.Add)} {node.Operator} null", XPathKind.Boolean, FeelPart.Compare)
                : new FeelPart($"{part.In(FeelPart.Add)} {node.Operator} null {Joint(node)} {part.In(FeelPart.Add)} {node.Operator} \"\"", XPathKind.Boolean, node.Operator == "=" ? FeelPart.Or : FeelPart.And);
        return filled with { IsSure = true };
    }

    private static string Joint(XPathNode.Binary node) => node.Operator == "=" ? "or" : "and";

    // A set of nodes compares where one of them does.
    private static FeelPart OfAny(XPathTranslator translator, XPathNode.Binary node, FeelPart left, FeelPart right)
    {
        var (nodes, value, literal) = left.Kind == XPathKind.Nodes ? (left, right, node.Right) : (right, left, node.Left);
        if (value.Kind == XPathKind.Nodes)
        {
            return translator.Fail("no-counterpart", XPathTranslator.Print(node));
        }

        var one = new FeelPart("x_", nodes.ItemKind) { Name = new XPathName("x_", nodes.ItemKind) { Choices = nodes.Name?.Choices } };
        var isLeft = nodes == left;
        var compared = new XPathNode.Binary(node.Operator, isLeft ? node.Left : literal, isLeft ? literal : node.Right);
        return Alike(compared, isLeft ? one : value, isLeft ? value : one) is var (first, second)
            ? new FeelPart($"some x_ in {nodes.Text} satisfies {first.In(FeelPart.Add)} {node.Operator} {second.In(FeelPart.Add)}", XPathKind.Boolean, FeelPart.Condition)
            : translator.Fail("unlike", XPathTranslator.Print(node));
    }
}
