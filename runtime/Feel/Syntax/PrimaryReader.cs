using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Reads what stands between the signs, with the paths, filters and arguments behind it.</summary>
internal sealed class PrimaryReader
{
    private readonly Reader _reader;
    private readonly ExpressionReader _expressions;
    private readonly NameReader _names;
    private readonly LiteralReader _literals;
    private readonly BlockReader _blocks;

    // In "[1..10[" the last bracket closes the range, in "[1..x[1]]" it opens a filter: here it is tried as a filter first.
    private bool _isRangeEnd;

    // Where such a bracket turned out to open nothing. It is not tried again when what stands around it is read once more, which would
    // double the work with each range.
    private readonly HashSet<int> _closing = [];

    public PrimaryReader(Reader reader, ExpressionReader expressions, TypeReader types)
    {
        _reader = reader;
        _expressions = expressions;
        _names = new(reader);
        _literals = new(reader);
        _blocks = new(reader, expressions, types, _literals);
    }

    public FeelNode WithSuffixes()
    {
        var node = Primary();
        while (!_reader.GaveUp)
        {
            var suffixed = _reader.Current switch
            {
                '.' => Path(node),
                '[' => Filter(node),
                '(' => Call(node),
                _ => null,
            };
            if (suffixed is null)
            {
                return node;
            }

            node = suffixed;
        }

        return node;
    }

    private FeelNode Primary()
    {
        var c = _reader.Current;
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(_reader.Peek(1))))
        {
            return _literals.Number();
        }

        return c switch
        {
            '"' => _literals.Text(),
            '@' => _literals.Temporal(),
            '(' => Within(Bracket),
            '[' => Within(List),
            ']' => Within(() => Range("]")),
            '{' => Within(_blocks.Context),
            _ => NameTokens.StartsWord(_reader.Text, _reader.At) ? Word() : Missing(),
        };
    }

    private FeelNode Missing()
    {
        _reader.AskAtEnd();
        var span = _reader.HereSpan();
        _reader.ReportExpected(new TextKey("token.expression"));
        return new MissingNode(span);
    }

    private FeelNode Word()
    {
        var (start, end) = (_reader.At, NameTokens.WordEnd(_reader.Text, _reader.At));
        var known = _names.Known();
        if (known is null || known.Value.End <= end)
        {
            switch (_reader.Text.AsSpan(start, end - start))
            {
                case "null":
                    return Constant(end, FeelValue.Null);
                case "true":
                    return Constant(end, FeelValue.True);
                case "false":
                    return Constant(end, FeelValue.False);
                case "if":
                    return _blocks.If();
                case "for":
                    return _blocks.For();
                case "some":
                    return _blocks.Quantified(isEvery: false);
                case "every":
                    return _blocks.Quantified(isEvery: true);
                case "function":
                    return _blocks.Function();
            }

            if (Reader.IsKeyword(_reader.Text.AsSpan(start, end - start)))
            {
                return Missing();
            }
        }

        return Name(start, known);
    }

    private FeelNode Constant(int end, FeelValue value)
    {
        var start = _reader.At;
        _reader.MoveTo(end);
        return _reader.Made(new LiteralNode(TextSpan.Between(start, end), value));
    }

    private FeelNode Name(int start, KnownName? known)
    {
        if (known is { } found)
        {
            _reader.MoveTo(found.End);

            // Two names never follow one another: with a word behind it this is the beginning of a longer, unknown one.
            if (!NameTokens.StartsWord(_reader.Text, _reader.At) || Reader.IsKeyword(_reader.Text.AsSpan(_reader.At, NameTokens.WordEnd(_reader.Text, _reader.At) - _reader.At)))
            {
                return new NameNode(TextSpan.Between(start, found.End), found.Name) { Type = found.MayBeHidden && _reader.Current != '(' ? FeelType.Any : found.Type };
            }

            _reader.MoveTo(start);
        }

        if (_names.Words() is not { } name)
        {
            // It begins with a keyword, so only the scope makes a name of it; what follows is told where it stands.
            var word = known!.Value;
            _reader.MoveTo(word.End);
            return new NameNode(TextSpan.Between(start, word.End), word.Name) { Type = word.Type };
        }

        _reader.AskAtEnd();

        var span = TextSpan.Between(start, _reader.LastEnd);
        var hasOpenFields = HasOpenFields();
        if (!_reader.ReportFullWidth(FullWidth.IndexIn(_reader.Text, start, span.End, hasOpenFields)) && !hasOpenFields)
        {
            _reader.Report(_reader.Current == '(' ? FeelProblemCode.UnknownFunction : FeelProblemCode.UnknownName, span, name);
        }

        return new NameNode(span, name);
    }

    private bool HasOpenFields()
    {
        for (var scope = _reader.Locals; scope is not null; scope = scope.Outer)
        {
            if (scope.HasOpenFields)
            {
                return true;
            }
        }

        return false;
    }

    // "(a)", "(< 5)" and "(1..5]".
    private FeelNode Bracket()
    {
        var start = _reader.At;
        _reader.Take("(");
        var isTest = _expressions.SignHere() is not null;
        var node = _expressions.Test();
        if (!isTest && _reader.Take(".."))
        {
            return RangeFrom(start, node, false);
        }

        _reader.Expect(")");
        return node is UnaryRangeNode unary ? unary with { Span = TextSpan.Between(start, _reader.LastEnd) } : node;
    }

    private FeelNode List()
    {
        var start = _reader.At;
        _reader.Take("[");
        var items = new List<FeelNode>();
        while (_reader.Current != ']' && !_reader.IsAtEnd)
        {
            var item = _expressions.Test();
            if (items.Count == 0 && _reader.Take(".."))
            {
                return RangeFrom(start, item, true);
            }

            items.Add(item);
            if (!_reader.Take(","))
            {
                break;
            }
        }

        _reader.AskAtEnd();
        _reader.Expect("]");
        return _reader.Made(new ListNode(TextSpan.Between(start, _reader.LastEnd), items));
    }

    private FeelNode Range(string open)
    {
        var start = _reader.At;
        _reader.Take(open);
        var from = _expressions.Sum();
        _reader.Expect("..");
        return RangeFrom(start, from, false);
    }

    private FeelNode RangeFrom(int start, FeelNode from, bool startIncluded)
    {
        var outer = _isRangeEnd;
        _isRangeEnd = true;
        var to = _expressions.Sum();
        _isRangeEnd = outer;
        var endIncluded = _reader.Take("]");
        if (!endIncluded && !_reader.Take(")") && !_reader.Take("["))
        {
            _reader.ReportExpected("]");
        }

        return _reader.Made(new RangeNode(TextSpan.Between(start, _reader.LastEnd), from, startIncluded, to, endIncluded));
    }

    private FeelNode? Path(FeelNode target)
    {
        if (_reader.Peek(1) == '.')
        {
            return _reader.Peek(2) == '.' && NameTokens.StartsWord(_reader.Text, _reader.At + 3) ? Descendants(target) : null;
        }

        _reader.Take(".");
        var name = _names.Property(target.Type);
        return _reader.Made(new PathNode(TextSpan.Between(target.Span.Start, _reader.LastEnd), target, name));
    }

    private DescendantsNode Descendants(FeelNode target)
    {
        _reader.Take("...");
        var name = _names.Words();
        if (name is null)
        {
            _reader.ReportExpected(new TextKey("token.name"));
            name = "";
        }

        return _reader.Made(new DescendantsNode(TextSpan.Between(target.Span.Start, _reader.LastEnd), target, name));
    }

    private FeelNode? Filter(FeelNode target)
    {
        var (start, problems, end) = (_reader.At, _reader.ProblemCount, _reader.LastEnd);
        if (_isRangeEnd && (_closing.Contains(start) || !RangeEnd.MayOpenFilter(_reader.Text, start)))
        {
            return null;
        }

        var condition = Within(() => Condition(target));
        if (_isRangeEnd && (_reader.Current != ']' || _reader.IsWrongSince(problems)) && !_reader.GaveUp)
        {
            _closing.Add(start);
            _reader.ForgetSince(problems);
            _reader.MoveTo(end);
            _reader.At = start;
            return null;
        }

        _reader.Expect("]");
        return _reader.Made(new FilterNode(TextSpan.Between(target.Span.Start, _reader.LastEnd), target, condition));
    }

    private FeelNode Condition(FeelNode target)
    {
        _reader.Take("[");
        var item = target.Type is FeelType.ListType list ? list.Items : target.Type;
        _reader.Locals = new LocalScope(
            _reader.Locals,
            item.IsAny || item.Kind is FeelKind.Context or FeelKind.Null,
            item.IsAny || item.Kind == FeelKind.Null || item is FeelType.ContextType { Fields.Count: 0 } or FeelType.ContextType { MayHaveMore: true });
        _reader.Locals.Add("item", item);
        foreach (var field in item is FeelType.ContextType context ? context.Fields : [])
        {
            _reader.Locals.Add(field.Name, field.Type);
        }

        var condition = _expressions.Expression();
        _reader.Locals = _reader.Locals!.Outer;
        return condition;
    }

    private FeelNode Call(FeelNode function)
    {
        var arguments = Within(Arguments);
        return _reader.Made(new CallNode(TextSpan.Between(function.Span.Start, _reader.LastEnd), function, arguments));
    }

    private List<Argument> Arguments()
    {
        _reader.Take("(");
        var arguments = new List<Argument>();
        while (_reader.Current != ')' && !_reader.IsAtEnd && !_reader.GaveUp)
        {
            var name = _names.UpTo(':');
            if (name is not null)
            {
                _reader.Take(":");
            }

            arguments.Add(new(name, _expressions.Expression()));
            if (!_reader.Take(","))
            {
                break;
            }
        }

        _reader.AskAtEnd();
        _reader.Expect(")");
        return arguments;
    }

    private T Within<T>(Func<T> read)
    {
        var outer = _isRangeEnd;
        _isRangeEnd = false;
        var result = read();
        _isRangeEnd = outer;
        return result;
    }
}
