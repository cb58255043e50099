namespace LowCode.Definitions.FormImports.XPath;

/// <summary>The functions that forms call, each with how many arguments it takes and how FEEL says it.</summary>
internal static class XPathFunctions
{
    private static readonly Dictionary<string, (int Least, int Most, Func<XPathCall, FeelPart> Translate)> _known = new(StringComparer.Ordinal)
    {
        ["true"] = (0, 0, _ => new FeelPart("true", XPathKind.Boolean) { IsSure = true }),
        ["false"] = (0, 0, _ => new FeelPart("false", XPathKind.Boolean) { IsSure = true }),
        ["not"] = (1, 1, c => Not(c.Truth(0))),
        ["boolean"] = (1, 1, c => c.Truth(0)),
        ["boolean-from-string"] = (1, 1, c => new FeelPart($"{c.Text(0).In(FeelPart.Add)} = \"true\" or {c.Text(0).In(FeelPart.Add)} = \"1\"", XPathKind.Boolean, FeelPart.Or) { IsSure = true }),
        ["if"] = (3, 3, If),
        ["coalesce"] = (1, 9, Coalesce),
        ["once"] = (1, 1, c => c.Fail()),
        ["selected"] = (2, 2, Selected),
        ["count-selected"] = (1, 1, CountSelected),
        ["selected-at"] = (2, 2, SelectedAt),
        ["jr:choice-name"] = (2, 2, ChoiceName),
        ["position"] = (0, 1, Position),
        ["indexed-repeat"] = (3, 3, IndexedRepeat),
        ["count"] = (1, 1, c => OfNodes(c, "count")),
        ["count-non-empty"] = (1, 1, CountNonEmpty),
        ["sum"] = (1, 1, c => OfNodes(c, "sum")),
        ["min"] = (1, 9, c => OfNumbers(c, "min")),
        ["max"] = (1, 9, c => OfNumbers(c, "max")),
        ["number"] = (1, 1, c => c.Number(0)),
        ["int"] = (1, 1, c => c.Call("round down", XPathKind.Number, c.Number(0), Digits("0"))),
        ["round"] = (1, 2, Round),
        ["floor"] = (1, 1, c => c.Call("floor", XPathKind.Number, c.Number(0))),
        ["ceiling"] = (1, 1, c => c.Call("ceiling", XPathKind.Number, c.Number(0))),
        ["abs"] = (1, 1, c => c.Call("abs", XPathKind.Number, c.Number(0))),
        ["sqrt"] = (1, 1, c => c.Call("sqrt", XPathKind.Number, c.Number(0))),
        ["log"] = (1, 1, c => c.Call("log", XPathKind.Number, c.Number(0))),
        ["exp"] = (1, 1, c => c.Call("exp", XPathKind.Number, c.Number(0))),
        ["exp10"] = (1, 1, c => new FeelPart($"10 ** {c.Number(0).In(FeelPart.Unary)}", XPathKind.Number, FeelPart.Power)),
        ["pow"] = (2, 2, c => new FeelPart($"{c.Number(0).In(FeelPart.Unary)} ** {c.Number(1).In(FeelPart.Unary)}", XPathKind.Number, FeelPart.Power)),
        ["pi"] = (0, 0, _ => Digits("3.14159265358979")),
        ["string"] = (1, 1, c => c.Text(0)),
        ["concat"] = (1, 50, c => new FeelPart($"string join([{string.Join(", ", Enumerable.Range(0, c.Count).Select(i => c.Text(i).Text))}])", XPathKind.Text)),
        ["join"] = (2, 50, Join),
        ["string-length"] = (0, 1, Length),
        ["contains"] = (2, 2, c => c.Call("contains", XPathKind.Boolean, c.Text(0), c.Text(1))),
        ["starts-with"] = (2, 2, c => c.Call("starts with", XPathKind.Boolean, c.Text(0), c.Text(1))),
        ["ends-with"] = (2, 2, c => c.Call("ends with", XPathKind.Boolean, c.Text(0), c.Text(1))),
        ["substring-before"] = (2, 2, c => c.Call("substring before", XPathKind.Text, c.Text(0), c.Text(1))),
        ["substring-after"] = (2, 2, c => c.Call("substring after", XPathKind.Text, c.Text(0), c.Text(1))),
        ["substring"] = (2, 3, c => c.Call("substring", XPathKind.Text, [c.Text(0), .. Enumerable.Range(1, c.Count - 1).Select(c.Number)])),
        ["substr"] = (2, 3, Substr),
        ["lower-case"] = (1, 1, c => c.Call("lower case", XPathKind.Text, c.Text(0))),
        ["upper-case"] = (1, 1, c => c.Call("upper case", XPathKind.Text, c.Text(0))),
        ["translate"] = (3, 3, Replaced),
        ["normalize-space"] = (0, 1, c => new FeelPart($"replace(replace({(c.Count == 0 ? Self(c) : c.Text(0)).Text}, \"\\\\s+\", \" \"), \"^ | $\", \"\")", XPathKind.Text)),
        ["regex"] = (2, 2, Regex),
        ["today"] = (0, 0, _ => new FeelPart("today()", XPathKind.Date) { IsSure = true }),
        ["now"] = (0, 0, _ => new FeelPart("now()", XPathKind.DateTime) { IsSure = true }),
        ["date"] = (1, 1, c => c.Date(0)),
        ["date-time"] = (1, 1, c => c.Translator.Converted(c.Arguments[0], Conversions.Moment)),
        ["decimal-date-time"] = (1, 1, c => c.Translator.Converted(c.Arguments[0], p => Conversions.Number(Comparison.IsDay(p) ? p : Conversions.Date(p) ?? p))),
        ["difference-in-months"] = (2, 2, c => new FeelPart($"years and months duration({c.Date(0).Text}, {c.Date(1).Text}) / duration(\"P1M\")", XPathKind.Number, FeelPart.Multiply)),
        ["add-date"] = (2, 4, Later),
        ["format-date"] = (2, 2, DateFormats.Translate),
        ["format-date-time"] = (2, 2, DateFormats.Translate),
    };

    public static FeelPart Translate(XPathCall call) =>
        _known.TryGetValue(call.Name, out var known) && call.Count >= known.Least && call.Count <= known.Most ? known.Translate(call) : call.Fail();

    private static FeelPart Digits(string digits) => new(digits, XPathKind.Number) { IsSure = true };

    private static FeelPart Self(XPathCall call) => call.Translator.Text(new XPathNode.Path(null, [new XPathStep(".", [])]));

    // What is not known is not so to XPath.
    private static FeelPart Not(FeelPart part) => part.IsSure
        ? new FeelPart($"not({part.Text})", XPathKind.Boolean) { IsSure = true }
        : new FeelPart($"{part.In(FeelPart.Add)} != true", XPathKind.Boolean, FeelPart.Compare) { IsSure = true };

    private static FeelPart If(XPathCall call)
    {
        var (then, otherwise) = Branches(call, call.Part(1), call.Part(2));
        return new FeelPart($"if {call.Truth(0).Text} then {then.Text} else {otherwise.Text}", then.Kind == XPathKind.Unknown ? otherwise.Kind : then.Kind, FeelPart.Condition);
    }

    private static FeelPart Coalesce(XPathCall call)
    {
        var parts = Enumerable.Range(0, call.Count).Select(call.Part).ToList();
        var result = parts[^1];
        foreach (var part in parts[..^1].AsEnumerable().Reverse())
        {
            var (first, other) = Branches(call, part, result);
            result = new FeelPart($"if {part.In(FeelPart.Add)} != null then {first.Text} else {other.Text}", first.Kind == XPathKind.Unknown ? other.Kind : first.Kind, FeelPart.Condition);
        }

        return result;
    }

    // An empty text is no value; branches of two kinds are texts.
    private static (FeelPart, FeelPart) Branches(XPathCall call, FeelPart one, FeelPart other)
    {
        (one, other) = (Conversions.FeelLiteral(one) == "" ? FeelPart.Null : one, Conversions.FeelLiteral(other) == "" ? FeelPart.Null : other);
        if (one.Kind == other.Kind || one == FeelPart.Null || other == FeelPart.Null)
        {
            return (one, other);
        }

        return Conversions.Text(one) is { } first && Conversions.Text(other) is { } second ? (first, second) : (call.Fail(), FeelPart.Null);
    }

    private static FeelPart Selected(XPathCall call)
    {
        var (chosen, value) = (call.Part(0), call.Part(1));
        if (chosen.Name?.Choices is { } choices && Comparison.Chosen(call.Arguments[1], choices) is { } option)
        {
            value = option;
        }

        return (chosen.Kind, Conversions.Text(value)) switch
        {
            (XPathKind.Choices or XPathKind.Unknown, { } text) => FeelPart.Call("list contains", XPathKind.Boolean, chosen, text),
            (XPathKind.Text, { } text) when chosen.Name?.Choices is not null => new FeelPart($"{chosen.In(FeelPart.Add)} = {text.In(FeelPart.Add)}", XPathKind.Boolean, FeelPart.Compare) { IsSure = true },
            (XPathKind.Text, { } text) => FeelPart.Call("list contains", XPathKind.Boolean, FeelPart.Call("split", XPathKind.Choices, chosen, new FeelPart("\" \"", XPathKind.Text)), text),
            _ => call.Fail(),
        };
    }

    private static FeelPart CountSelected(XPathCall call) => call.Part(0) is { Kind: XPathKind.Choices } chosen
        ? new FeelPart($"if {chosen.Text} = null then 0 else count({chosen.Text})", XPathKind.Number, FeelPart.Condition)
        : call.Fail();

    private static FeelPart SelectedAt(XPathCall call) => call.Part(0) is { Kind: XPathKind.Choices } chosen
        ? new FeelPart($"{chosen.Text}[{Next(call, 1)}]", XPathKind.Text)
        : call.Fail();

    private static FeelPart ChoiceName(XPathCall call)
    {
        // The second argument is a text that holds an expression.
        var named = call.Literal(1) is { } text ? XPathParser.Read(text, out _) : null;
        return named is not null && call.Translator.Part(named).Name?.Choices is { } choices
            ? XPathPaths.Label(call.Translator, call.Arguments[0], choices)
            : call.Fail();
    }

    private static FeelPart Position(XPathCall call) =>
        call.Translator.Names.IsInRow && call.Arguments is [] or [XPathNode.Path { Start: null, Steps: [{ Name: "..", Predicates: [] }] or [{ Name: "..", Predicates: [] }, { Name: "..", Predicates: [] }] }]
            ? new FeelPart("rowNumber", XPathKind.Number) { IsSure = true }
            : call.Fail();

    private static FeelPart IndexedRepeat(XPathCall call)
    {
        if (call.Part(0).Name is not { } name || call.Part(1).Kind is not (XPathKind.Rows or XPathKind.Unknown))
        {
            return call.Fail();
        }

        return name.Column is var (table, column) ? XPathPaths.Cell(call.Translator, name, table, column, call.Arguments[2]) : call.Fail();
    }

    private static FeelPart OfNodes(XPathCall call, string function) => call.Part(0) is { Kind: XPathKind.Nodes or XPathKind.Rows } nodes
        && (function == "count" || nodes.ItemKind is XPathKind.Number or XPathKind.Unknown)
        ? FeelPart.Call(function, XPathKind.Number, nodes)
        : call.Fail();

    private static FeelPart CountNonEmpty(XPathCall call) => call.Part(0) is { Kind: XPathKind.Nodes } nodes
        ? new FeelPart($"count({nodes.Text}[item != null])", XPathKind.Number)
        : call.Fail();

    private static FeelPart OfNumbers(XPathCall call, string function) => call.Count == 1
        ? OfNodes(call, function)
        : FeelPart.Call(function, XPathKind.Number, [.. Enumerable.Range(0, call.Count).Select(call.Number)]);

    private static FeelPart Round(XPathCall call) => call.Count == 1
        ? new FeelPart($"floor({call.Number(0).In(FeelPart.Add)} + 0.5)", XPathKind.Number)
        : FeelPart.Call("round half up", XPathKind.Number, call.Number(0), call.Number(1));

    private static FeelPart Join(XPathCall call)
    {
        if (call.Part(1) is { Kind: XPathKind.Nodes } nodes && call.Count == 2)
        {
            return FeelPart.Call("string join", XPathKind.Text, nodes.ItemKind == XPathKind.Text ? nodes : new FeelPart($"for x_ in {nodes.Text} return string(x_)", XPathKind.Nodes), call.Text(0));
        }

        return new FeelPart($"string join([{string.Join(", ", Enumerable.Range(1, call.Count - 1).Select(i => call.Text(i).Text))}], {call.Text(0).Text})", XPathKind.Text);
    }

    private static FeelPart Length(XPathCall call)
    {
        var text = call.Count == 0 ? Self(call) : call.Text(0);
        var length = FeelPart.Call("string length", XPathKind.Number, text);
        return text.Name is { } name && name.Feel != call.Translator.Names.Self?.Feel
            ? new FeelPart($"if {text.Text} = null then 0 else {length.Text}", XPathKind.Number, FeelPart.Condition)
            : length;
    }

    // Years, months and days.
    private static FeelPart Later(XPathCall call)
    {
        string[] units = ["P1Y", "P1M", "P1D"];
        var added = Enumerable.Range(1, call.Count - 1).Select(i => $" + {call.Number(i).In(FeelPart.Multiply)} * duration(\"{units[i - 1]}\")");
        return new FeelPart(call.Date(0).In(FeelPart.Add) + string.Concat(added), XPathKind.Date, FeelPart.Add);
    }

    // Counted from 0, up to but without the end.
    private static FeelPart Substr(XPathCall call) => call.Count == 2
        ? new FeelPart($"substring({call.Text(0).Text}, {Next(call, 1)})", XPathKind.Text)
        : new FeelPart($"substring({call.Text(0).Text}, {Next(call, 1)}, {Between(call)})", XPathKind.Text);

    private static string Next(XPathCall call, int index) =>
        call.Arguments[index] is XPathNode.Number number && FeelText.ReadNumber(number.Digits) is { } known ? FeelText.Number(known + 1) : $"{call.Number(index).In(FeelPart.Add)} + 1";

    private static string Between(XPathCall call) =>
        call.Arguments is [_, XPathNode.Number start, XPathNode.Number end] && FeelText.ReadNumber(start.Digits) is { } from && FeelText.ReadNumber(end.Digits) is { } to
            ? FeelText.Number(to - from)
            : $"{call.Number(2).In(FeelPart.Add)} - {call.Number(1).In(FeelPart.Multiply)}";

    private static FeelPart Replaced(XPathCall call)
    {
        const int MostCharacters = 60;
        if (call.Literal(1) is not { Length: <= MostCharacters } from || call.Literal(2) is not { } to)
        {
            return call.Fail();
        }

        var text = call.Text(0).Text;
        for (var i = 0; i < from.Length; i++)
        {
            text = $"replace({text}, {FeelText.Quote($"[{(from[i] is '\\' or ']' or '[' or '^' or '-' ? "\\" : "")}{from[i]}]")}, {FeelText.Quote(i < to.Length ? to[i].ToString() : "")})";
        }

        return new FeelPart(text, XPathKind.Text);
    }

    // The whole text must match.
    private static FeelPart Regex(XPathCall call) => call.Literal(1) is { } pattern
        ? FeelPart.Call("matches", XPathKind.Boolean, call.Text(0), new FeelPart(FeelText.Quote($"^({pattern})$"), XPathKind.Text))
        : FeelPart.Call("matches", XPathKind.Boolean, call.Text(0), call.Text(1));
}
