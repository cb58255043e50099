using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>What names mean in the expressions of a survey.</summary>
internal sealed class XlsNames
{
    private readonly XlsGroup _root;
    private readonly ILookup<string, XlsNode> _byName;
    private readonly IReadOnlyDictionary<string, XlsChoiceList> _lists;

    public XlsNames(XlsGroup root, IReadOnlyDictionary<string, XlsChoiceList> lists)
    {
        _root = root;
        _byName = root.All.ToLookup(n => n.Name, StringComparer.Ordinal);
        _lists = lists;
    }

    /// <summary>As seen from the expressions of a row.</summary>
    /// <param name="filtered">The choices that are asked about; null: it is no filter.</param>
    /// <param name="asked">Takes the rows that the expression names.</param>
    public IXPathNames For(XlsNode node, XlsChoiceList? filtered = null, ISet<XlsNode>? asked = null) => new Names(this, node, filtered, asked);

    /// <summary>What a question is to expressions; a calculation is what it computes.</summary>
    public XPathKind KindOf(XlsQuestion question)
    {
        if (question.Kind is { } known)
        {
            return known;
        }

        // What depends on itself is not known.
        question.Kind = question.Field == FieldType.Computed ? XPathKind.Unknown : XlsType.KindOf(question.Field);
        if (question.Field == FieldType.Computed && question.Row.Text("calculation") is { Length: > 0 } calculation)
        {
            question.Kind = XPathTranslator.Translate(Once(calculation) ?? calculation, For(question), XPathKind.Unknown).Kind switch
            {
                XPathKind.Choices => XPathKind.Text,
                var kind => kind,
            };
        }

        return question.Kind.Value;
    }

    /// <summary>What is computed only once; null: it is computed always.</summary>
    public static string? Once(string calculation)
    {
        var text = calculation.Trim();
        return text.StartsWith("once(", StringComparison.Ordinal) && text.EndsWith(')') ? text[5..^1] : null;
    }

    /// <summary>It computes nothing: it keeps what programs filled in.</summary>
    public static bool IsItself(string calculation) => calculation.Trim() == ".";

    private XPathName? NameOf(XlsNode found, XlsNode from)
    {
        if (found is XlsGroup group)
        {
            return group.Repeats ? new XPathName(group.Key, XPathKind.Rows) : null;
        }

        var question = (XlsQuestion)found;
        if (question.Field == FieldType.Display || question.Key.Length == 0)
        {
            return null;
        }

        var (kind, choices) = (KindOf(question), question.Choices?.ForExpressions);
        var table = question.Table;
        var name = new XPathName(question.Key, kind) { Choices = choices, ItemKind = kind };
        if (table is null)
        {
            return name;
        }

        var inColumn = name with { Column = (table.Key, question.Key) };
        return from.Table == table ? inColumn : inColumn with { Feel = $"{table.Key}.{question.Key}", Kind = XPathKind.Nodes };
    }

    // Of several of one name the one that shares most groups with the asker.
    private XlsNode? Find(string name, XlsNode from)
    {
        var around = from.Around.ToHashSet();
        return _byName[name].OrderByDescending(n => n.Around.Count(around.Contains)).FirstOrDefault();
    }

    // From the row itself, or from the form as a whole, whose name comes first then.
    private XlsNode? At(XlsNode from, IReadOnlyList<string> steps) => Walk(from, steps) ?? (steps.Count > 1 ? Walk(_root, steps.Skip(1)) : null);

    private static XlsNode? Walk(XlsNode from, IEnumerable<string> steps) => steps.Aggregate((XlsNode?)from, (at, step) => step switch
    {
        "." => at,
        ".." => at?.Parent,
        _ => (at as XlsGroup)?.Children.Find(c => c.Name == step),
    });

    private sealed class Names(XlsNames all, XlsNode node, XlsChoiceList? filtered, ISet<XlsNode>? asked) : IXPathNames
    {
        public XPathName? Self => node is XlsQuestion question ? all.NameOf(question, node) : null;

        public bool IsInRow => node.Table is not null;

        public XPathName? Find(string name) => Named(all.Find(name, node));

        public XPathName? At(string? start, IReadOnlyList<string> steps, string last) =>
            Named(((start is null ? node : all.Find(start, node)) is { } from ? all.At(from, steps) : null) ?? all.Find(last, node));

        public XPathName? Bare(string name)
        {
            if (filtered is null)
            {
                return Find(name);
            }

            return name == "name" ? new XPathName("option.value", XPathKind.Text) { Choices = filtered.ForExpressions }
                : filtered.Columns.TryGetValue(name, out var column) || filtered.Columns.TryGetValue(name.ToLowerInvariant(), out column) ? new XPathName($"option.{column}", XPathKind.Text)
                : null;
        }

        private XPathName? Named(XlsNode? found)
        {
            if (found is null)
            {
                return null;
            }

            asked?.Add(found);
            return all.NameOf(found, node);
        }

        public XPathChoices? Choices(string list) => all._lists.GetValueOrDefault(list)?.ForExpressions;
    }
}
