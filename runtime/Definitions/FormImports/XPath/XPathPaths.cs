namespace LowCode.Definitions.FormImports.XPath;

/// <summary>Paths: in a spreadsheet's forms they name a question by where it stands, a row's cell, or a choice of a list.</summary>
internal static class XPathPaths
{
    public static FeelPart Translate(XPathTranslator translator, XPathNode.Path path)
    {
        var names = translator.Names;
        if (path.Start is XPathNode.Call { Name: "instance", Arguments: [XPathNode.Text list] })
        {
            return Chosen(translator, path, list.Value);
        }

        if (path.Start is not (null or XPathNode.Question or XPathNode.Call { Name: "current" }))
        {
            return translator.Fail("no-counterpart", XPathTranslator.Print(path));
        }

        if (path.Start is null && path.Steps is [{ Name: "." }])
        {
            return names.Self is { } self ? FeelPart.Of(self) : translator.Fail("no-counterpart", ".");
        }

        if (path.Start is null && path.Steps is [{ Predicates: [] } bare] && bare.Name is not (".." or "*"))
        {
            var found = names.Bare(bare.Name);
            return found is null && bare.Name == "null" ? FeelPart.Null : Named(translator, bare.Name, found);
        }

        return Filtered(translator, path);
    }

    private static FeelPart Named(XPathTranslator translator, string name, XPathName? found) =>
        found is null ? translator.Fail("unknown-question", name) : FeelPart.Of(found);

    private static FeelPart Filtered(XPathTranslator translator, XPathNode.Path path)
    {
        var last = path.Steps.LastOrDefault(s => s.Name is not ("." or ".." or "*"))?.Name ?? (path.Start as XPathNode.Question)?.Name;
        var predicates = path.Steps.SelectMany(s => s.Predicates).ToList();
        if (last is null || path.Steps[^1].Name is ".." or "*" || predicates.Count > 1)
        {
            return translator.Fail("no-counterpart", XPathTranslator.Print(path));
        }

        var found = Named(translator, last, translator.Names.At((path.Start as XPathNode.Question)?.Name, [.. path.Steps.Select(s => s.Name)], last));
        if (predicates.Count == 0)
        {
            return found;
        }

        // Only a row by its number.
        return RowOf(predicates[0]) is { } row && found.Name?.Column is var (table, column)
            ? Cell(translator, found.Name, table, column, row)
            : translator.Fail("no-counterpart", XPathTranslator.Print(path));
    }

    /// <summary>A question's value in one row.</summary>
    internal static FeelPart Cell(XPathTranslator translator, XPathName name, string table, string column, XPathNode row) =>
        new($"{table}[{translator.Number(row).Text}].{column}", name.ItemKind) { Name = name with { Kind = name.ItemKind, Column = null } };

    private static XPathNode? RowOf(XPathNode predicate) => predicate switch
    {
        XPathNode.Number => predicate,
        XPathNode.Binary { Operator: "=", Left: XPathNode.Call { Name: "position", Arguments: [] }, Right: var row } => row,
        _ => null,
    };

    // instance('list')/root/item[name = ..]/label
    private static FeelPart Chosen(XPathTranslator translator, XPathNode.Path path, string list)
    {
        if (path.Steps is [{ Name: "root" }, { Name: "item", Predicates: [XPathNode.Binary { Operator: "=" } test] }, { Name: "label" }]
            && translator.Names.Choices(list) is { } choices
            && ChoiceOf(test) is { } value)
        {
            return Label(translator, value, choices);
        }

        return translator.Fail("no-counterpart", XPathTranslator.Print(path));
    }

    private static XPathNode? ChoiceOf(XPathNode.Binary test) =>
        IsName(test.Left) ? test.Right : IsName(test.Right) ? test.Left : null;

    private static bool IsName(XPathNode node) => node is XPathNode.Path { Start: null, Steps: [{ Name: "name", Predicates: [] }] };

    /// <summary>The label of a chosen value, said choice by choice.</summary>
    internal static FeelPart Label(XPathTranslator translator, XPathNode value, XPathChoices choices)
    {
        const int MostChoices = 60;
        if (choices.Labels.Count is 0 or > MostChoices)
        {
            return translator.Fail("too-many-choices", MostChoices, choices.Labels.Count);
        }

        var chosen = translator.Text(value).In(FeelPart.Add);
        var cases = choices.Labels.Select(l => $"if {chosen} = {FeelText.Quote(l.Key)} then {FeelText.Quote(l.Value)} else ");
        return new FeelPart($"{string.Concat(cases)}null", XPathKind.Text, FeelPart.Condition);
    }
}
