using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Reads expressions by the precedence of their signs, loosest first (DMN 1.5, 10.3.1.2, rule 1 to 7).</summary>
internal sealed class ExpressionReader
{
    private readonly Reader _reader;
    private readonly PrimaryReader _primaries;
    private readonly TypeReader _types;

    // Brackets behind "in" that hold no list of tests: they are read as a primary at once when what stands around them is read once more.
    private readonly HashSet<int> _primaryBrackets = [];

    public ExpressionReader(Reader reader)
    {
        _reader = reader;
        _types = new(reader);
        _primaries = new(reader, this, _types);
    }

    public FeelNode Expression()
    {
        if (!_reader.Enter())
        {
            _reader.Leave();
            return new MissingNode(_reader.HereSpan());
        }

        var node = Or();
        _reader.Leave();
        return node;
    }

    /// <summary>One test of a decision table's cell or behind <c>in</c>: a comparison without its left side, or any expression.</summary>
    public FeelNode Test()
    {
        if (SignHere() is { } form)
        {
            var start = _reader.At;
            _reader.MoveTo(start + SignLength(form));
            var end = Sum();
            return _reader.Made(new UnaryRangeNode(TextSpan.Between(start, _reader.LastEnd), form, end));
        }

        return Expression();
    }

    public FeelNode Sum()
    {
        var left = Product();
        while (true)
        {
            if (_reader.Current == '+')
            {
                left = Binary(left, BinaryOperator.Add, 1, Product);
            }
            else if (_reader.Current == '-')
            {
                left = Binary(left, BinaryOperator.Subtract, 1, Product);
            }
            else
            {
                return left;
            }
        }
    }

    /// <summary>The sign of a comparison here, if one stands here.</summary>
    public RangeForm? SignHere() => _reader.Current switch
    {
        '<' => _reader.Peek(1) == '=' ? RangeForm.LessOrEqual : RangeForm.Less,
        '>' => _reader.Peek(1) == '=' ? RangeForm.GreaterOrEqual : RangeForm.Greater,
        '=' => RangeForm.Equal,
        '!' when _reader.Peek(1) == '=' => RangeForm.NotEqual,
        _ => null,
    };

    public static int SignLength(RangeForm form) => form is RangeForm.Less or RangeForm.Greater or RangeForm.Equal ? 1 : 2;

    private FeelNode Or()
    {
        var left = And();
        while (_reader.IsWord("or"))
        {
            left = Binary(left, BinaryOperator.Or, 2, And);
        }

        return left;
    }

    private FeelNode And()
    {
        var left = Comparison();
        while (_reader.IsWord("and"))
        {
            left = Binary(left, BinaryOperator.And, 3, Comparison);
        }

        return left;
    }

    private FeelNode Comparison()
    {
        var left = Sum();
        while (true)
        {
            if (SignHere() is { } form)
            {
                left = Binary(left, OperatorOf(form), SignLength(form), Sum);
            }
            else if (_reader.TakeWord("between"))
            {
                var low = Sum();
                _reader.ExpectWord("and");
                var high = Sum();
                left = _reader.Made(new BetweenNode(left.Span.To(high.Span), left, low, high));
            }
            else if (_reader.TakeWord("in"))
            {
                left = In(left);
            }
            else
            {
                return left;
            }
        }
    }

    // Behind "in (" comes a list of tests, a range with an open start or an expression in brackets: one element without a comma is the
    // primary that it would be anywhere.
    private FeelNode In(FeelNode value)
    {
        if (_reader.Current != '(' || _primaryBrackets.Contains(_reader.At))
        {
            var only = SignHere() is null ? Sum() : Test();
            return _reader.Made(new InNode(TextSpan.Between(value.Span.Start, _reader.LastEnd), value, [only]));
        }

        var (start, problems) = (_reader.At, _reader.ProblemCount);
        _reader.Take("(");
        var tests = new List<FeelNode> { Test() };
        if (_reader.Current == ',')
        {
            while (_reader.Take(","))
            {
                tests.Add(Test());
            }

            _reader.Expect(")");
        }
        else
        {
            _primaryBrackets.Add(start);
            _reader.ForgetSince(problems);
            _reader.MoveTo(start);
            tests = [Sum()];
        }

        return _reader.Made(new InNode(TextSpan.Between(value.Span.Start, _reader.LastEnd), value, tests));
    }

    private FeelNode Product()
    {
        var left = Power();
        while (true)
        {
            if (_reader.Current == '*' && _reader.Peek(1) != '*')
            {
                left = Binary(left, BinaryOperator.Multiply, 1, Power);
            }
            else if (_reader.Current == '/')
            {
                left = Binary(left, BinaryOperator.Divide, 1, Power);
            }
            else
            {
                return left;
            }
        }
    }

    private FeelNode Power()
    {
        var left = Negation();
        while (_reader.Current == '*' && _reader.Peek(1) == '*')
        {
            left = Binary(left, BinaryOperator.Power, 2, Negation);
        }

        return left;
    }

    private FeelNode Negation()
    {
        if (_reader.Current != '-')
        {
            return InstanceOf();
        }

        var start = _reader.At;
        if (!_reader.Enter())
        {
            _reader.Leave();
            return new MissingNode(_reader.HereSpan());
        }

        _reader.Take("-");
        var operand = Negation();
        _reader.Leave();
        return _reader.Made(new NegationNode(TextSpan.Between(start, _reader.LastEnd), operand));
    }

    private FeelNode InstanceOf()
    {
        var value = _primaries.WithSuffixes();
        while (_reader.TakeWord("instance"))
        {
            _reader.ExpectWord("of");
            var (type, name) = _types.Type();
            value = _reader.Made(new InstanceNode(TextSpan.Between(value.Span.Start, _reader.LastEnd), value, type, name));
        }

        return value;
    }

    private FeelNode Binary(FeelNode left, BinaryOperator sign, int length, Func<FeelNode> operand)
    {
        _reader.MoveTo(_reader.At + length);
        var right = operand();
        return _reader.Made(new BinaryNode(left.Span.To(right.Span), sign, left, right));
    }

    private static BinaryOperator OperatorOf(RangeForm form) => form switch
    {
        RangeForm.Less => BinaryOperator.Less,
        RangeForm.LessOrEqual => BinaryOperator.LessOrEqual,
        RangeForm.Greater => BinaryOperator.Greater,
        RangeForm.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        RangeForm.Equal => BinaryOperator.Equal,
        _ => BinaryOperator.NotEqual,
    };
}
