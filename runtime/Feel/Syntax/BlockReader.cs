using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>Reads what brings names of its own: contexts, functions, loops; and choices.</summary>
internal sealed class BlockReader(Reader reader, ExpressionReader expressions, TypeReader types, LiteralReader literals)
{
    private readonly NameReader _names = new(reader);

    public FeelNode Context()
    {
        var start = reader.At;
        reader.Take("{");
        reader.Locals = new LocalScope(reader.Locals, false);
        var (entries, names) = (new List<ContextEntry>(), new HashSet<string>(StringComparer.Ordinal));
        while (reader.Current != '}' && !reader.IsAtEnd && !reader.GaveUp)
        {
            if (Entry() is not { } entry)
            {
                break;
            }

            if (!names.Add(entry.Name))
            {
                reader.Report(FeelProblemCode.EntryTwice, entry.NameSpan, entry.Name);
            }

            entries.Add(entry);
            reader.Locals.Add(entry.Name, entry.Value.Type);
            if (!reader.Take(","))
            {
                break;
            }
        }

        reader.Locals = reader.Locals.Outer;
        reader.Expect("}");
        return reader.Made(new ContextNode(TextSpan.Between(start, reader.LastEnd), entries));
    }

    public FeelNode If()
    {
        var start = reader.At;
        reader.TakeWord("if");
        var condition = expressions.Expression();
        reader.ExpectWord("then");
        var then = expressions.Expression();
        reader.ExpectWord("else");
        var otherwise = expressions.Expression();
        return reader.Made(new IfNode(TextSpan.Between(start, reader.LastEnd), condition, then, otherwise));
    }

    public FeelNode For()
    {
        var start = reader.At;
        reader.TakeWord("for");
        var outer = reader.Locals;
        var iterators = Iterators();
        reader.ExpectWord("return");
        reader.Locals = new LocalScope(reader.Locals, false);
        reader.Locals.Add("partial", FeelType.AnyList);
        var body = expressions.Expression();
        reader.Locals = outer;
        return reader.Made(new ForNode(TextSpan.Between(start, reader.LastEnd), iterators, body));
    }

    public FeelNode Quantified(bool isEvery)
    {
        var start = reader.At;
        reader.TakeWord(isEvery ? "every" : "some");
        var outer = reader.Locals;
        var iterators = Iterators();
        reader.ExpectWord("satisfies");
        var condition = expressions.Expression();
        reader.Locals = outer;
        return reader.Made(new QuantifiedNode(TextSpan.Between(start, reader.LastEnd), isEvery, iterators, condition));
    }

    public FeelNode Function()
    {
        var start = reader.At;
        reader.TakeWord("function");
        reader.Expect("(");
        reader.Locals = new LocalScope(reader.Locals, false);
        var parameters = new List<FormalParameter>();
        while (reader.Current != ')' && !reader.IsAtEnd && !reader.GaveUp)
        {
            if (_names.WithSigns(stopAtKeyword: false) is not { } name)
            {
                reader.ReportExpected(new TextKey("token.name"));
                break;
            }

            var (type, text) = reader.Take(":") ? types.Type() : (FeelType.Any, null);
            parameters.Add(new(name, type ?? FeelType.Any, text));
            reader.Locals.Add(name, type ?? FeelType.Any);
            if (!reader.Take(","))
            {
                break;
            }
        }

        reader.Expect(")");
        var isExternal = reader.TakeWord("external");
        var body = expressions.Expression();
        reader.Locals = reader.Locals.Outer;
        return reader.Made(new FunctionNode(TextSpan.Between(start, reader.LastEnd), parameters, body, isExternal));
    }

    private ContextEntry? Entry()
    {
        var start = reader.At;
        var name = reader.Current == '"' ? literals.Quoted() : _names.UpTo(':');
        var span = TextSpan.Between(start, reader.LastEnd);
        if (name is null)
        {
            reader.ReportExpected(new TextKey("token.name"));
            return null;
        }

        reader.Expect(":");

        // A function may call itself by the name of its entry.
        if (reader.IsWord("function"))
        {
            reader.Locals!.Add(name, FeelType.AnyFunction);
        }

        return new(span, name, expressions.Expression());
    }

    // Each iterator sees those before it.
    private List<IteratorNode> Iterators()
    {
        var iterators = new List<IteratorNode>();
        do
        {
            var start = reader.At;
            if (_names.WithSigns() is not { } name)
            {
                reader.ReportExpected(new TextKey("token.name"));
                break;
            }

            reader.ExpectWord("in");
            var source = expressions.Expression();
            var end = reader.Take("..") ? expressions.Expression() : null;
            iterators.Add(new(TextSpan.Between(start, reader.LastEnd), name, source, end));
            reader.Locals = new LocalScope(reader.Locals, false);
            reader.Locals.Add(name, end is null ? Inference.ItemOf(source.Type) : source.Type);
        }
        while (reader.Take(","));
        return iterators;
    }
}
