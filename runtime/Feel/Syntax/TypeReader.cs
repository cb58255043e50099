using LowCode.Feel.Problems;
using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>Reads types: <c>list&lt;number&gt;</c>, <c>context&lt;a: string&gt;</c>, <c>function&lt;date, date&gt; -&gt; number</c>, names.</summary>
internal sealed class TypeReader(Reader reader)
{
    private readonly NameReader _names = new(reader);

    /// <summary>The type, or null and a problem where its name is not known, and how it was written.</summary>
    public (FeelType? Type, string Text) Type()
    {
        var start = reader.At;
        var type = reader.Enter() ? Read() : null;
        reader.Leave();
        return (type, reader.Text[start..Math.Max(start, reader.LastEnd)]);
    }

    private FeelType? Read()
    {
        var start = reader.At;
        if (reader.IsAtEnd)
        {
            reader.AtEnd?.Invoke(new(null, null, true));
        }

        if (Generic("list"))
        {
            return Closed(Type().Type is { } items ? FeelType.ListOf(items) : null);
        }

        if (Generic("range"))
        {
            return Closed(Type().Type is { } ends ? FeelType.RangeOf(ends) : null);
        }

        if (Generic("context"))
        {
            return Context();
        }

        if (Generic("function"))
        {
            return Function();
        }

        if (reader.Scope.TypeNames.Match(reader.Text, reader.At) is { } known)
        {
            reader.MoveTo(known.End);
            return reader.Scope.Types.TryGetValue(known.Name, out var named) ? named : TypeText.Names[known.Name];
        }

        if (_names.Words() is { } unknown)
        {
            reader.Report(FeelProblemCode.UnknownType, TextSpan.Between(start, reader.LastEnd), unknown);
        }
        else
        {
            reader.ReportExpected(new TextKey("token.type"));
        }

        return null;
    }

    // "list" alone is a name like others.
    private bool Generic(string word)
    {
        var start = reader.At;
        if (reader.TakeWord(word) && reader.Take("<"))
        {
            return true;
        }

        reader.MoveTo(start);
        return false;
    }

    private FeelType? Closed(FeelType? type)
    {
        reader.Expect(">");
        return type;
    }

    private FeelType? Context()
    {
        var (fields, known) = (new List<FeelField>(), true);
        while (reader.Current != '>' && !reader.IsAtEnd && !reader.GaveUp)
        {
            if (_names.UpTo(':') is not { } name)
            {
                reader.ReportExpected(new TextKey("token.name"));
                break;
            }

            reader.Take(":");
            var type = Type().Type;
            known &= type is not null;
            fields.Add(new(name, type ?? FeelType.Any));
            if (!reader.Take(","))
            {
                break;
            }
        }

        return Closed(known ? new FeelType.ContextType(fields) : null);
    }

    private FeelType? Function()
    {
        var (parameters, known) = (new List<FeelType>(), true);
        while (reader.Current != '>' && !reader.IsAtEnd && !reader.GaveUp)
        {
            var type = Type().Type;
            known &= type is not null;
            parameters.Add(type ?? FeelType.Any);
            if (!reader.Take(","))
            {
                break;
            }
        }

        reader.Expect(">");
        reader.Expect("->");
        var result = Type().Type;
        return known && result is not null ? new FeelType.FunctionType(parameters, result) : null;
    }
}
