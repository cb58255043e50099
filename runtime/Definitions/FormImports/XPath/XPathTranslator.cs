using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XPath;

/// <summary>Says an XPath expression in FEEL. What has no counterpart is told once, by the first part that has none.</summary>
internal sealed class XPathTranslator
{
    // What is said once may be said twice where FEEL has no shorter way: it must not grow without end.
    private const int Longest = 20_000;

    private readonly Dictionary<XPathNode, FeelPart> _parts = new(ReferenceEqualityComparer.Instance);
    private string? _reason;

    private XPathTranslator(IXPathNames names) => Names = names;

    public IXPathNames Names { get; }

    /// <param name="wanted">What the expression must yield.</param>
    public static XPathTranslation Translate(string text, IXPathNames names, XPathKind wanted)
    {
        if (XPathParser.Read(text, out var wrongAt) is not { } node)
        {
            return new(null, XPathKind.Unknown, ProblemTexts.Of("form-import.not-an-expression", wrongAt));
        }

        return Translate(node, names, wanted);
    }

    public static XPathTranslation Translate(XPathNode node, IXPathNames names, XPathKind wanted)
    {
        var translator = new XPathTranslator(names);
        var part = translator.Part(node);
        var converted = wanted == XPathKind.Unknown ? translator.Value(part) : Conversions.To(wanted, part);
        if (converted is null)
        {
            translator.Fail("unlike", Print(node));
        }

        return translator._reason is { } reason ? new(null, part.Kind, reason) : new(converted!.Text, converted.Kind, "");
    }

    /// <summary>Keeps the first reason.</summary>
    public FeelPart Fail(string code, params object?[] values)
    {
        _reason ??= ProblemTexts.Of($"form-import.{code}", values);
        return FeelPart.Null;
    }

    public FeelPart Part(XPathNode node)
    {
        if (!_parts.TryGetValue(node, out var part))
        {
            part = Made(node);
            _parts[node] = part = part.Text.Length > Longest ? Fail("too-long", Longest) : part;
        }

        return part;
    }

    private FeelPart Made(XPathNode node) => node switch
    {
        XPathNode.Number number => new FeelPart(Digits(number.Digits), XPathKind.Number) { IsSure = true },
        XPathNode.Text text => new FeelPart(FeelText.Quote(text.Value), XPathKind.Text) { IsSure = true },
        XPathNode.Question question => Question(question.Name),
        XPathNode.Call call => XPathFunctions.Translate(new XPathCall(this, call.Name, call.Arguments)),
        XPathNode.Negation negation => new FeelPart($"-{Number(negation.Operand).In(FeelPart.Unary)}", XPathKind.Number, FeelPart.Unary),
        XPathNode.Binary binary => Binary(binary),
        XPathNode.Path path => XPathPaths.Translate(this, path),
        _ => throw new InvalidOperationException($"Expected a known node, but {node.GetType().Name} came."),
    };

    public FeelPart Number(XPathNode node) => Converted(node, Conversions.Number);

    public FeelPart Text(XPathNode node) => Converted(node, Conversions.Text);

    public FeelPart Truth(XPathNode node) => Converted(node, Conversions.Truth);

    public FeelPart Converted(XPathNode node, Func<FeelPart, FeelPart?> convert) => convert(Part(node)) ?? Fail("unlike", Print(node));

    /// <summary>For messages.</summary>
    public static string Print(XPathNode node) => node switch
    {
        XPathNode.Number number => number.Digits,
        XPathNode.Text text => $"'{text.Value}'",
        XPathNode.Question question => $"${{{question.Name}}}",
        XPathNode.Call call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Print))})",
        XPathNode.Negation negation => $"-{Print(negation.Operand)}",
        XPathNode.Binary binary => $"{Print(binary.Left)} {binary.Operator} {Print(binary.Right)}",
        XPathNode.Path path => (path.Start is { } start ? Print(start) : "") + string.Join("/", path.Steps.Select(s => s.Name + string.Concat(s.Predicates.Select(p => $"[{Print(p)}]")))),
        _ => "",
    };

    private FeelPart Question(string name) => Names.Find(name) is { } found ? FeelPart.Of(found) : Fail("unknown-question", name);

    // Choices and rows are lists of ours, texts of theirs.
    private FeelPart? Value(FeelPart part) => part.Kind switch
    {
        XPathKind.Choices => Conversions.Text(part),
        XPathKind.Nodes or XPathKind.Rows or XPathKind.Other => null,
        _ => part,
    };

    private FeelPart Binary(XPathNode.Binary node) => node.Operator switch
    {
        "and" => Logic(node, FeelPart.And),
        "or" => Logic(node, FeelPart.Or),
        "+" => Comparison.IsDay(Part(node.Left)) ? Shifted(node) : Calculation(node, "+", FeelPart.Add),
        "-" => Comparison.IsDay(Part(node.Left)) && !Comparison.IsDay(Part(node.Right)) ? Shifted(node) : Difference(node),
        "*" => Calculation(node, "*", FeelPart.Multiply),
        "div" => Calculation(node, "/", FeelPart.Multiply),
        "mod" => Remainder(node),
        "|" => Fail("no-counterpart", "|"),
        _ => Comparison.Translate(this, node),
    };

    private FeelPart Logic(XPathNode.Binary node, int level)
    {
        var (left, right) = (Truth(node.Left), Truth(node.Right));
        return new FeelPart($"{left.In(level)} {node.Operator} {right.In(level)}", XPathKind.Boolean, level) { IsSure = left.IsSure && right.IsSure };
    }

    private FeelPart Calculation(XPathNode.Binary node, string sign, int level) =>
        new($"{Number(node.Left).In(level)} {sign} {Number(node.Right).In(level + 1)}", XPathKind.Number, level);

    private FeelPart Difference(XPathNode.Binary node)
    {
        var (left, right) = (Part(node.Left), Part(node.Right));
        if (!Comparison.IsDay(left) || !Comparison.IsDay(right))
        {
            return Calculation(node, "-", FeelPart.Add);
        }

        // Both as days, unless both are moments.
        var convert = left.Kind == XPathKind.DateTime && right.Kind == XPathKind.DateTime ? (Func<FeelPart, FeelPart?>)Conversions.Moment : Conversions.Date;
        return new FeelPart($"({Converted(node.Left, convert).In(FeelPart.Add)} - {Converted(node.Right, convert).In(FeelPart.Multiply)}) / duration(\"P1D\")", XPathKind.Number, FeelPart.Multiply);
    }

    private FeelPart Shifted(XPathNode.Binary node)
    {
        var (day, days) = (Part(node.Left), Number(node.Right));
        var duration = node.Right is XPathNode.Number { Digits: var digits } && !digits.Contains('.', StringComparison.Ordinal)
            ? $"duration(\"P{digits}D\")"
            : $"{days.In(FeelPart.Multiply)} * duration(\"P1D\")";
        return new FeelPart($"{day.In(FeelPart.Add)} {node.Operator} {duration}", day.Kind, FeelPart.Add);
    }

    // The sign is that of the dividend, not of the divisor as in FEEL.
    private FeelPart Remainder(XPathNode.Binary node)
    {
        var (left, right) = (Number(node.Left), Number(node.Right));
        return new FeelPart($"{left.In(FeelPart.Add)} - {right.In(FeelPart.Multiply)} * round down({left.In(FeelPart.Multiply)} / {right.In(FeelPart.Power)}, 0)", XPathKind.Number, FeelPart.Add);
    }

    private static string Digits(string digits)
    {
        var plain = digits.TrimEnd('.');
        return plain.StartsWith('.') ? $"0{plain}" : plain;
    }
}
