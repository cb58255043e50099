using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Reads boxed expressions.</summary>
internal static class ExpressionReader
{
    private static readonly IReadOnlyDictionary<string, Func<ElementCursor, BoxedExpression>> _readers = new Dictionary<string, Func<ElementCursor, BoxedExpression>>
    {
        ["literalExpression"] = Literal,
        ["context"] = Context,
        ["list"] = List,
        ["relation"] = Relation,
        ["invocation"] = Invocation,
        ["functionDefinition"] = Function,
        ["decisionTable"] = c => new BoxedExpression.Table(TableReader.Read(c)) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
        ["conditional"] = c => new BoxedExpression.Conditional(Child(c, "if"), Child(c, "then"), Child(c, "else")) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
        ["filter"] = c => new BoxedExpression.Filter(Child(c, "in"), Child(c, "match")) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
        ["for"] = c => new BoxedExpression.For(c.RequiredAttribute("iteratorVariable"), Child(c, "in"), Child(c, "return")) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
        ["some"] = c => new BoxedExpression.Some(c.RequiredAttribute("iteratorVariable"), Child(c, "in"), Child(c, "satisfies")) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
        ["every"] = c => new BoxedExpression.Every(c.RequiredAttribute("iteratorVariable"), Child(c, "in"), Child(c, "satisfies")) { TypeRef = c.Attribute("typeRef"), Notes = c.Notes() },
    };

    /// <summary>The expression among the children of an element, or null.</summary>
    public static BoxedExpression? In(ElementCursor cursor)
    {
        var all = All(cursor);
        if (all.Count > 1)
        {
            cursor.Report("dmn.too-many-expressions", cursor.Element.Name.LocalName, all.Count);
        }

        return all.Count == 0 ? null : all[0];
    }

    public static BoxedExpression.Literal Literal(ElementCursor cursor) => new(cursor.Text("text"))
    {
        ExpressionLanguage = cursor.Attribute("expressionLanguage"),
        TypeRef = cursor.Attribute("typeRef"),
        Notes = cursor.Notes(),
    };

    public static BoxedExpression.Function Function(ElementCursor cursor) =>
        new(Kind(cursor), [.. cursor.Children("formalParameter").Select(ItemDefinitionReader.Item)], In(cursor))
        {
            TypeRef = cursor.Attribute("typeRef"),
            Notes = cursor.Notes(),
        };

    private static List<BoxedExpression> All(ElementCursor cursor) =>
        [.. cursor.Children(e => _readers.ContainsKey(e.Name.LocalName)).Select(c => _readers[c.Element.Name.LocalName](c))];

    private static BoxedExpression.Context Context(ElementCursor cursor) =>
        new([.. cursor.Children("contextEntry").Select(Entry)]) { TypeRef = cursor.Attribute("typeRef"), Notes = cursor.Notes() };

    private static ContextEntry Entry(ElementCursor cursor)
    {
        var variable = cursor.CursorAt("variable") is { } named ? ItemDefinitionReader.Item(named) : null;
        return new ContextEntry(variable, Required(cursor), cursor.Notes());
    }

    private static BoxedExpression.List List(ElementCursor cursor) => new(All(cursor)) { TypeRef = cursor.Attribute("typeRef"), Notes = cursor.Notes() };

    private static BoxedExpression.Relation Relation(ElementCursor cursor)
    {
        List<InformationItem> columns = [.. cursor.Children("column").Select(ItemDefinitionReader.Item)];
        var rows = cursor.Children("row");
        List<BoxedExpression.List> read = [];
        foreach (var row in rows)
        {
            var list = List(row);
            read.Add(list);
            if (list.Items.Count != columns.Count)
            {
                row.Report("dmn.row-length", columns.Count, list.Items.Count);
            }
        }

        return new BoxedExpression.Relation(columns, read) { TypeRef = cursor.Attribute("typeRef"), Notes = cursor.Notes() };
    }

    private static BoxedExpression.Invocation Invocation(ElementCursor cursor) =>
        new(In(cursor), [.. cursor.Children("binding").Select(Binding)]) { TypeRef = cursor.Attribute("typeRef"), Notes = cursor.Notes() };

    private static ParameterBinding Binding(ElementCursor cursor)
    {
        if (cursor.CursorAt("parameter") is { } parameter)
        {
            return new ParameterBinding(ItemDefinitionReader.Item(parameter), In(cursor), cursor.Notes());
        }

        cursor.Report("dmn.missing-child", cursor.Element.Name.LocalName, "parameter");
        return new ParameterBinding(InformationItem.Of(""), In(cursor), cursor.Notes());
    }

    private static ChildExpression Child(ElementCursor cursor, string name)
    {
        if (cursor.CursorAt(name) is { } child)
        {
            return new ChildExpression(Required(child), child.Attribute("typeRef"), child.Notes());
        }

        cursor.Report("dmn.missing-child", cursor.Element.Name.LocalName, name);
        return new ChildExpression(new BoxedExpression.Literal((string?)null), null, ElementNotes.None);
    }

    private static BoxedExpression Required(ElementCursor cursor)
    {
        if (In(cursor) is { } expression)
        {
            return expression;
        }

        cursor.Report("dmn.missing-expression", cursor.Element.Name.LocalName);
        return new BoxedExpression.Literal((string?)null);
    }

    private static FunctionKind Kind(ElementCursor cursor)
    {
        switch (cursor.Attribute("kind")?.Trim())
        {
            case null or "FEEL":
                return FunctionKind.Feel;
            case "Java":
                return FunctionKind.Java;
            case "PMML":
                return FunctionKind.Pmml;
            case var other:
                cursor.Report("dmn.not-one-of", "kind", "FEEL, Java, PMML", other);
                return FunctionKind.Feel;
        }
    }
}
