using System.Text.RegularExpressions;
using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>Translates what a row states into a field's rules.</summary>
internal sealed partial class XlsRules(XlsNames names, ImportLog log)
{
    private static readonly HashSet<string> _yes = new(["yes", "true", "true()", "1", "y"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> _no = new(["no", "false", "false()", "0", "n"], StringComparer.OrdinalIgnoreCase);

    // What follows from the type's name alone.
    private static readonly Dictionary<string, string> _ofType = new(StringComparer.Ordinal)
    {
        ["percentage"] = "0 <= . and . <= 100",
        ["number of days in last month"] = "0 <= . and . <= 31",
        ["number of days in last six months"] = "0 <= . and . <= 183",
        ["number of days in last year"] = "0 <= . and . <= 365",
        ["phone number"] = "regex(., '^\\d*$')",
    };

    public static bool HasConstraint(XlsQuestion question) => question.Row.Text("constraint").Length > 0;

    public void TranslateGroup(XlsGroup group)
    {
        var asked = new HashSet<XlsNode>();
        group.Relevant = Condition(group, "relevant", FormLossKind.Relevance, asked);
        group.AskedOfItself = [.. asked.OfType<XlsQuestion>().Where(q => q.Around.Contains(group))];
    }

    public FieldRules Of(XlsQuestion question)
    {
        var kind = names.KindOf(question);
        return new FieldRules
        {
            Relevant = AllOf(question.Around.Where(g => question.Table is not null).TakeWhile(g => !g.Repeats).Where(g => !g.AskedOfItself.Contains(question)).Reverse().Select(g => g.Relevant), Condition(question, "relevant", FormLossKind.Relevance)),
            Required = Flag(question, "required", FormLossKind.Required),
            ReadOnly = question.Field is FieldType.Display or FieldType.Computed ? null : Flag(question, "readonly", FormLossKind.ReadOnly),
            Calculation = Calculation(question, kind),
            Filter = Filter(question),
            Constraints = Constraints(question),
        };
    }

    /// <summary>What all of them say; a group that repeats states its own beside its rows.</summary>
    public static string? AllOf(IEnumerable<string?> groups, string? own)
    {
        var all = groups.Append(own).OfType<string>().ToList();
        return all.Count switch
        {
            0 => null,
            1 => all[0],
            _ => string.Join(" and ", all.Select(c => $"({c})")),
        };
    }

    /// <summary>How often a group repeats, as a condition of its table; null: as often as one likes.</summary>
    public FieldConstraint? Count(XlsGroup group)
    {
        var text = group.Row.Text("repeat_count");
        if (text.Length == 0 || FeelText.ReadNumber(text) is not null)
        {
            return null;
        }

        return Translated(group, text, FormLossKind.Structure, XPathKind.Number) is { } count
            ? new FieldConstraint($"count({group.Key}) = ({count})", ProblemTexts.InEach("form-import.repeat-count"))
            : null;
    }

    public string? Translated(XlsNode node, string text, FormLossKind kind, XPathKind wanted, XlsChoiceList? filtered = null, ISet<XlsNode>? asked = null)
    {
        var translation = XPathTranslator.Translate(text, names.For(node, filtered, asked), wanted);
        if (translation.Feel is null)
        {
            log.LoseBecause(kind, node.Place, node.Name, text, translation.Reason);
        }

        return translation.Feel;
    }

    /// <summary>Whether a default is computed: it names questions or calls functions.</summary>
    public static bool IsExpression(string text) => Expression().IsMatch(text);

    private string? Condition(XlsNode node, string column, FormLossKind kind, ISet<XlsNode>? asked = null) =>
        node.Row.Text(column) is { Length: > 0 } text ? Translated(node, Yes(text) ?? text, kind, XPathKind.Boolean, asked: asked) : null;

    private static string? Yes(string text) => _yes.Contains(text) ? "true()" : _no.Contains(text) ? "false()" : null;

    private string? Flag(XlsQuestion question, string column, FormLossKind kind)
    {
        var text = question.Row.Text(column);
        return text.Length == 0 || _no.Contains(text) ? null : Condition(question, column, kind);
    }

    private string? Calculation(XlsQuestion question, XPathKind kind)
    {
        var text = question.Row.Text("calculation");
        if (text.Length == 0 || XlsNames.IsItself(text) || XlsNames.Once(text) is not null)
        {
            return null;
        }

        if (question.Field is FieldType.MultiChoice or FieldType.GeoPoint or FieldType.GeoLine or FieldType.GeoArea or FieldType.Photo or FieldType.Audio or FieldType.Video or FieldType.File or FieldType.Signature)
        {
            log.Lose(FormLossKind.Calculation, question.Place, question.Name, text, "not-computed");
            return null;
        }

        return Translated(question, text, FormLossKind.Calculation, kind == XPathKind.Other ? XPathKind.Unknown : kind);
    }

    private string? Filter(XlsQuestion question) =>
        question.Choices is { } choices && question.Row.Text("choice_filter") is { Length: > 0 } filter
            ? Translated(question, filter, FormLossKind.Choices, XPathKind.Boolean, choices)
            : null;

    private List<FieldConstraint> Constraints(XlsQuestion question)
    {
        var constraints = new List<FieldConstraint>();
        if (_ofType.GetValueOrDefault(question.Type.Word) is { } ofType)
        {
            Add(ofType, ProblemTexts.InEach("form-import.constraint"));
        }

        if (HasConstraint(question))
        {
            var said = ImportTexts.Of(question.Row.Texts("constraint_message"), "");
            Add(question.Row.Text("constraint"), said.IsEmpty ? ProblemTexts.InEach("form-import.constraint") : said);
        }

        if (question.Type.Word == "range" && XlsRange.Read(question.Row.Text("parameters")) is { Step: > 0 and not 1 } range)
        {
            constraints.Add(new FieldConstraint($"modulo({question.Key} - {FeelText.Number(range.Start)}, {FeelText.Number(range.Step)}) = 0", ProblemTexts.InEach("form-import.constraint")));
        }

        return constraints;

        void Add(string text, LocalizedText message)
        {
            if (Translated(question, text, FormLossKind.Constraint, XPathKind.Boolean) is { } expression)
            {
                constraints.Add(new FieldConstraint(expression, message));
            }
        }
    }

    [GeneratedRegex(@"\$\{|(^|[^A-Za-z])[a-z][A-Za-z:-]*\(")]
    private static partial Regex Expression();
}
