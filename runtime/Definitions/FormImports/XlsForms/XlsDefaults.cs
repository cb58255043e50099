using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports.XlsForms;

/// <summary>First values: constants in the shape of their type, expressions, what was entered last.</summary>
internal sealed partial class XlsDefaults(XlsNames names, XlsRules rules, ImportLog log)
{
    public FormField With(XlsQuestion question, FormField field)
    {
        var computed = XlsNames.Once(question.Row.Text("calculation"));
        var text = computed ?? question.Row.Text("default");
        if (_ofType.GetValueOrDefault(question.Type.Word) is { } known)
        {
            return field with { Rules = field.Rules with { Default = known, ReadOnly = "true" } };
        }

        if (text.Length == 0)
        {
            return field;
        }

        if (LastSaved().Match(text) is { Success: true } last)
        {
            return Prefilled(question, field, last.Groups[1].Value, text);
        }

        return computed is not null || XlsRules.IsExpression(text) ? Computed(question, field, text, computed is not null) : Constant(question, field, text);
    }

    private static readonly Dictionary<string, string> _ofType = new(StringComparer.Ordinal)
    {
        ["start"] = "now()",
        ["start time"] = "now()",
        ["get start time"] = "now()",
        ["today"] = "today()",
        ["get today"] = "today()",
    };

    private FormField Computed(XlsQuestion question, FormField field, string text, bool isOnce)
    {
        var kind = names.KindOf(question);
        if (kind is XPathKind.Other or XPathKind.Choices)
        {
            log.Lose(FormLossKind.Default, question.Place, question.Name, text, "not-computed");
            return field;
        }

        return rules.Translated(question, text, isOnce ? FormLossKind.Calculation : FormLossKind.Default, kind) is { } expression
            ? field with { Rules = field.Rules with { Default = expression, ReadOnly = isOnce ? "true" : field.Rules.ReadOnly } }
            : field;
    }

    private FormField Prefilled(XlsQuestion question, FormField field, string member, string text)
    {
        if (question.Table is null && names.For(question).Find(member) is { Kind: not XPathKind.Nodes and not XPathKind.Rows } found)
        {
            return field with { Prefill = new FieldPrefill(PrefillSource.LastSubmission, found.Feel) };
        }

        log.Lose(FormLossKind.Default, question.Place, question.Name, text, "unknown-question", member);
        return field;
    }

    private FormField Constant(XlsQuestion question, FormField field, string text)
    {
        if (Value(question, field, text) is { } value)
        {
            return field with { Default = JsonSerializer.SerializeToElement(value) };
        }

        log.Lose(FormLossKind.Default, question.Place, question.Name, text, "default");
        return field;
    }

    private static object? Value(XlsQuestion question, FormField field, string text) => field.Type switch
    {
        FieldType.Text or FieldType.LongText or FieldType.Barcode => text,
        FieldType.Integer or FieldType.Number => FeelText.ReadNumber(text),
        FieldType.Boolean => true,
        FieldType.Date => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        FieldType.Time => TimeOnly.TryParse(text.Split('.')[0].Split('+')[0], CultureInfo.InvariantCulture, out var time) ? time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null,
        FieldType.DateTime => Moment().IsMatch(text) ? text : null,
        FieldType.Choice => question.Choices?.ForExpressions.Values.GetValueOrDefault(text),
        FieldType.MultiChoice when text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => question.Choices?.ForExpressions.Values.GetValueOrDefault(v)).ToList() is var values && !values.Contains(null) => values,
        FieldType.GeoPoint => Point(text),
        _ => null,
    };

    // Latitude, longitude, altitude, accuracy.
    private static Dictionary<string, decimal>? Point(string text)
    {
        var numbers = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FeelText.ReadNumber).ToList();
        if (numbers.Count < 2 || numbers.Contains(null))
        {
            return null;
        }

        var point = new Dictionary<string, decimal> { ["lon"] = numbers[1]!.Value, ["lat"] = numbers[0]!.Value };
        if (numbers.Count > 3)
        {
            (point["altitude"], point["accuracy"]) = (numbers[2]!.Value, numbers[3]!.Value);
        }

        return point;
    }

    [GeneratedRegex(@"^\$\{\s*last-saved#([^}]+?)\s*\}$")]
    private static partial Regex LastSaved();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Moment();
}
