namespace LowCode.Definitions.FormImports.XPath;

/// <summary>Reads an expression. What is no expression is told by the place where it stops being one.</summary>
internal sealed class XPathParser
{
    // Each level is one call deeper.
    private const int Deepest = 150;

    private static readonly string[][] _operators = [["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"]];

    private readonly List<XPathToken> _tokens;
    private int _at;
    private int _depth;
    private bool _failed;

    private XPathParser(List<XPathToken> tokens) => _tokens = tokens;

    private XPathToken Now => _tokens[_at];

    /// <param name="wrongAt">From 1; 0 where an expression was read.</param>
    public static XPathNode? Read(string text, out int wrongAt)
    {
        var parser = new XPathParser(XPathLexer.Read(Straight(text), out var unread));
        wrongAt = unread + 1;
        if (unread >= 0)
        {
            return null;
        }

        var node = parser.Binary(0);
        if (!parser._failed && parser.Now.Kind == XPathTokenKind.End)
        {
            return node;
        }

        wrongAt = parser.Now.Start + 1;
        return null;
    }

    // Word processors turn quotes round.
    private static string Straight(string text) => text.Replace('‘', '\'').Replace('’', '\'').Replace('“', '"').Replace('”', '"');

    private XPathNode Binary(int level)
    {
        if (level == _operators.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (!_failed && Now.Kind is XPathTokenKind.Symbol or XPathTokenKind.Name && _operators[level].Contains(Now.Text))
        {
            var name = Take().Text;
            left = new XPathNode.Binary(name, left, Binary(level + 1));
        }

        return left;
    }

    private XPathNode Unary()
    {
        if (++_depth > Deepest)
        {
            return Fail();
        }

        var node = TakeIf("-") ? new XPathNode.Negation(Unary()) : Union();
        _depth--;
        return node;
    }

    private XPathNode Union()
    {
        var left = PathOf();
        while (!_failed && TakeIf("|"))
        {
            left = new XPathNode.Binary("|", left, PathOf());
        }

        return left;
    }

    private XPathNode PathOf()
    {
        if (Primary() is { } start)
        {
            var steps = new List<XPathStep>();
            if (Now.Text == "[" && Now.Kind == XPathTokenKind.Symbol)
            {
                steps.Add(new XPathStep(".", Predicates()));
            }

            if (IsSlash())
            {
                Steps(steps);
            }

            return steps.Count == 0 ? start : new XPathNode.Path(start, steps);
        }

        var path = new List<XPathStep>();
        if (!IsSlash())
        {
            path.Add(Step());
        }

        Steps(path);
        return new XPathNode.Path(null, path);
    }

    private void Steps(List<XPathStep> steps)
    {
        while (!_failed && IsSlash())
        {
            Take();
            steps.Add(Step());
        }
    }

    private XPathStep Step()
    {
        TakeIf("@");
        if (Now.Kind == XPathTokenKind.Name && _tokens[_at + 1] is { Kind: XPathTokenKind.Symbol, Text: "::" })
        {
            // An axis: only what is its own element stays.
            if (Now.Text is not ("child" or "self"))
            {
                Fail();
            }

            Take();
            Take();
        }

        if (Now.Kind is XPathTokenKind.Name or XPathTokenKind.Question || (Now.Kind == XPathTokenKind.Symbol && Now.Text is "." or ".." or "*"))
        {
            return new XPathStep(Take().Text, Predicates());
        }

        Fail();
        return new XPathStep(".", []);
    }

    private List<XPathNode> Predicates()
    {
        var predicates = new List<XPathNode>();
        while (!_failed && TakeIf("["))
        {
            predicates.Add(Binary(0));
            Expect("]");
        }

        return predicates;
    }

    private XPathNode? Primary()
    {
        switch (Now.Kind)
        {
            case XPathTokenKind.Number:
                return new XPathNode.Number(Take().Text);
            case XPathTokenKind.Text:
                return new XPathNode.Text(Take().Text);
            case XPathTokenKind.Question:
                return new XPathNode.Question(Take().Text);
            case XPathTokenKind.Symbol when TakeIf("("):
                var inner = Binary(0);
                Expect(")");
                return inner;
            case XPathTokenKind.Name when _tokens[_at + 1] is { Kind: XPathTokenKind.Symbol, Text: "(" }:
                return CallOf();
            default:
                return null;
        }
    }

    private XPathNode.Call CallOf()
    {
        var name = Take().Text;
        Take();
        var arguments = new List<XPathNode>();
        while (!_failed && !TakeIf(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",");
            }

            arguments.Add(Binary(0));
            if (Now.Kind == XPathTokenKind.End)
            {
                Fail();
            }
        }

        return new XPathNode.Call(name, arguments);
    }

    private bool IsSlash() => Now.Kind == XPathTokenKind.Symbol && Now.Text is "/" or "//";

    private XPathToken Take() => Now.Kind == XPathTokenKind.End ? Now : _tokens[_at++];

    private bool TakeIf(string symbol)
    {
        if (Now.Kind != XPathTokenKind.Symbol || Now.Text != symbol)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!TakeIf(symbol))
        {
            Fail();
        }
    }

    private XPathNode Fail()
    {
        _failed = true;
        return new XPathNode.Text("");
    }
}
