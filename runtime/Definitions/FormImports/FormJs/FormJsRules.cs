using System.Text.Json;
using System.Text.RegularExpressions;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Texts;
using LowCode.Feel.Compiling;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>Where a component stands.</summary>
/// <param name="Path">Of the groups and lists around it, in the data.</param>
/// <param name="Table">Of the list around it; null: none.</param>
/// <param name="Hides">What of the groups inside the list hides it, as it stands in the schema.</param>
/// <param name="Places">Of the groups around it.</param>
internal sealed record FormJsContext(IReadOnlyList<string> Path, FieldDraft? Table, IReadOnlyList<string> Hides, IReadOnlyList<string> Places, bool IsHiddenByGroup);

/// <summary>Translates what a component says of other fields.</summary>
internal sealed partial class FormJsRules(FormJsScope scope, ImportLog log)
{
    public static bool HasConstraint(FormJsComponent component) =>
        component.Element("validate") is { ValueKind: JsonValueKind.Object } validate && validate.EnumerateObject().Any(v => v.Name is not "required" && v.Value.ValueKind is not JsonValueKind.Null && v.Value.ToString().Length > 0);

    public FieldRules Of(FormJsComponent component, FormField field, FormJsContext context) => new()
    {
        Relevant = Relevant(component, [.. context.Hides, .. Hide(component)], context),
        Required = Flag(component, component.Within("validate", "required"), FormLossKind.Required, context),
        ReadOnly = Flag(component, component.Element("readonly") ?? component.Element("disabled"), FormLossKind.ReadOnly, context),
        Constraints = Constraints(component, field, context),
    };

    public static IEnumerable<string> Hide(FormJsComponent component) =>
        component.Within("conditional", "hide") is { ValueKind: JsonValueKind.String } hide && hide.GetString() is { Length: > 0 } text ? [text.TrimStart('=', ' ')] : [];

    /// <summary>Asked where none of these is true; null: always.</summary>
    public string? Relevant(FormJsComponent component, IReadOnlyList<string> hides, FormJsContext context)
    {
        var conditions = hides.Select(h => Translate(component, h, FormLossKind.Relevance, context)).OfType<string>().Select(h => $"({h}) != true").ToList();
        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }

    public string? Translate(FormJsComponent component, string text, FormLossKind kind, FormJsContext context)
    {
        var translated = scope.Translate(text, context.Path, context.Table?.Field.Key, out var reason);
        if (translated is null)
        {
            log.LoseBecause(kind, component.Place, component.Name, text, reason);
        }

        return translated;
    }

    /// <summary>What a computed field yields by the types of the others; a text of it where that is not known.</summary>
    public FormField Computed(FormJsComponent component, FormField field, FormJsContext context, IEnumerable<FormField> fields)
    {
        if (FormJsComponent.Expression(component.Element("expression")) is not { } text || Translate(component, text, FormLossKind.Calculation, context) is not { } calculation)
        {
            return field with { Type = FieldType.Text, Rules = field.Rules with { ReadOnly = "true" } };
        }

        var known = BusinessLanguage.Scope.With(fields.Where(f => f.Key != field.Key && f.Type is not (FieldType.Display or FieldType.Computed) || f.Result is not null).Select(f => new FeelVariable(f.Key, FieldKinds.Of(f).TypeOf(f))));
        var parsed = FeelParser.ParseExpression(calculation, known);
        var kind = parsed.Problems.Count == 0 ? FeelProgram.Compile(parsed).Type.Kind : null;
        FieldType? result = kind switch
        {
            FeelKind.Number => FieldType.Number,
            FeelKind.Boolean => FieldType.Boolean,
            FeelKind.Date => FieldType.Date,
            FeelKind.Time => FieldType.Time,
            FeelKind.DateTime => FieldType.DateTime,
            FeelKind.List or FeelKind.Context or FeelKind.Range or FeelKind.Function => null,
            _ => FieldType.Text,
        };
        if (result is null)
        {
            log.Lose(FormLossKind.Type, component.Place, component.Name, text, "not-a-value");
            return field with { Type = FieldType.Display, Rules = field.Rules with { Calculation = calculation } };
        }

        return field with { Result = result, Rules = field.Rules with { Calculation = result == FieldType.Text && kind != FeelKind.String ? $"string({calculation})" : calculation } };
    }

    /// <summary>A text with values in it; null: it has none, or they cannot be said.</summary>
    public string? Template(FormJsComponent component, string text, FormJsContext context)
    {
        if (FormJsComponent.Expression(component.Element("text")) is { } expression)
        {
            return Translate(component, expression, FormLossKind.Text, context) is { } translated ? $"string({translated})" : null;
        }

        var (parts, at) = (new List<string>(), 0);
        foreach (Match match in Placeholder().Matches(text))
        {
            if (match.Groups[1].Value.TrimStart() is ['#' or '/', ..] || Translate(component, match.Groups[1].Value.Trim(), FormLossKind.Text, context) is not { } value)
            {
                if (!log.Has(FormLossKind.Text, component.Place))
                {
                    log.Lose(FormLossKind.Text, component.Place, component.Name, match.Value, "value-in-label");
                }

                return null;
            }

            parts.Add(FeelText.Quote(text[at..match.Index]));
            parts.Add($"string({value})");
            at = match.Index + match.Length;
        }

        return parts.Count == 0 ? null : $"string join([{string.Join(", ", parts.Append(FeelText.Quote(text[at..])).Where(p => p != "\"\""))}])";
    }

    private string? Flag(FormJsComponent component, JsonElement? value, FormLossKind kind, FormJsContext context) => value switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        _ when FormJsComponent.Expression(value) is { } expression => Translate(component, expression, kind, context),
        _ => null,
    };

    private List<FieldConstraint> Constraints(FormJsComponent component, FormField field, FormJsContext context)
    {
        var (constraints, key) = (new List<FieldConstraint>(), field.Key);
        foreach (var (name, format) in new[] { ("min", "{0} >= ({1})"), ("max", "{0} <= ({1})"), ("minLength", "string length({0}) >= ({1})"), ("maxLength", "string length({0}) <= ({1})") })
        {
            if (component.Within("validate", name) is { } limit && (FormJsComponent.Expression(limit) is not null || name == "minLength"))
            {
                Add(FormJsComponent.Expression(limit) ?? limit.ToString(), format);
            }
        }

        if (component.Type == "checkbox" && component.Within("validate", "required") is { ValueKind: JsonValueKind.True })
        {
            Add("true", "{0} = {1}");
        }

        if (component.Number("increment") is > 0 and var step)
        {
            Add(FeelText.Number(step), "modulo({0}, {1}) = 0");
        }

        if (component.Flag("disallowPassedDates") && field.Type is FieldType.Date or FieldType.DateTime)
        {
            Add("today()", field.Type == FieldType.Date ? "{0} >= {1}" : "date({0}) >= {1}");
        }

        return constraints;

        void Add(string value, string format)
        {
            if (Translate(component, value, FormLossKind.Constraint, context) is { } limit)
            {
                constraints.Add(new FieldConstraint(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, key, limit), ProblemTexts.InEach("form-import.constraint")));
            }
        }
    }

    [GeneratedRegex(@"\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Placeholder();
}
