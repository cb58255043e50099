using System.Text.Json;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>Makes fields of components: type, options, limits, first value. What depends on other fields comes later.</summary>
internal sealed class FormJsFields(ImportLog log)
{
    private const int LongestText = 2000;

    private static readonly HashSet<string> _used = new(
        ("id|type|key|path|label|description|text|content|dateLabel|timeLabel|subtype|values|valuesKey|valuesExpression|defaultValue|conditional|validate|readonly|disabled|layout|decimalDigits|increment|expression|" +
        "accept|multiple|disallowPassedDates|components|isRepeating|allowAddRemove|defaultRepetitions").Split('|'), StringComparer.Ordinal);

    private static readonly HashSet<string> _looks = new(
        ["appearance", "searchable", "showOutline", "verticalAlignment", "disableCollapse", "nonCollapsedItems", "use24h", "timeInterval", "layout", "height"], StringComparer.Ordinal);

    /// <summary>Null: it holds no data.</summary>
    public static FieldType? TypeOf(FormJsComponent component) => component.Type switch
    {
        "textfield" => FieldType.Text,
        "textarea" => FieldType.LongText,
        "number" => component.Number("decimalDigits") == 0 ? FieldType.Integer : FieldType.Number,
        "checkbox" => FieldType.Boolean,
        "radio" or "select" => FieldType.Choice,
        "checklist" or "taglist" => FieldType.MultiChoice,
        "datetime" => component.Text("subtype") switch
        {
            "date" => FieldType.Date,
            "time" => FieldType.Time,
            _ => FieldType.DateTime,
        },
        "expression" => FieldType.Computed,
        "filepicker" => FieldType.File,
        _ => null,
    };

    public FormField Of(FormJsComponent component, FieldType type, string key, Dictionary<string, string> values)
    {
        var options = type is FieldType.Choice or FieldType.MultiChoice ? Options(component, values) : [];
        if (type is FieldType.Choice or FieldType.MultiChoice && options.Count == 0)
        {
            log.Lose(FormLossKind.Choices, component.Place, component.Name, component.Type, "choices-elsewhere");
            type = FieldType.Text;
        }

        var label = Said(component, "label") is { Length: > 0 } said ? said : Said(component, "dateLabel") is { Length: > 0 } date ? date : Said(component, "timeLabel");
        var field = new FormField($"f_{key}", key, type, ImportTexts.Of(label, component.Name.Length > 0 ? component.Name : component.Type), ImportTexts.Of(Said(component, "description"), ""), options, null, Limits(component, type))
        {
            Media = type == FieldType.File ? Media(component) : MediaSettings.Standard,
            Span = component.Within("layout", "columns") is { ValueKind: JsonValueKind.Number } columns && columns.TryGetInt32(out var sixteenths) ? Math.Clamp(sixteenths / 4, 1, 4) : null,
        };
        LoseMembers(component);
        return component.Element("defaultValue") is { } value ? WithDefault(component, field, value, values) : field;
    }

    /// <summary>A text that is shown; one that is computed is lost.</summary>
    public string Said(FormJsComponent component, string member)
    {
        var text = component.Text(member);
        if (!text.StartsWith('=') && !text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        log.Lose(FormLossKind.Text, component.Place, component.Name, text, "value-in-label");
        return "";
    }

    public void LoseMembers(FormJsComponent component)
    {
        foreach (var member in component.Json.EnumerateObject().Where(m => !_used.Contains(m.Name) && m.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)))
        {
            log.Lose(_looks.Contains(member.Name) ? FormLossKind.Appearance : FormLossKind.Setting, component.Place, component.Name, $"{member.Name}: {member.Value.GetRawText()}", "column", member.Name);
        }
    }

    private static List<FormOption> Options(FormJsComponent component, Dictionary<string, string> values)
    {
        var (options, names) = (new List<FormOption>(), new FormNames());
        if (component.Element("values") is not { ValueKind: JsonValueKind.Array } list)
        {
            return options;
        }

        foreach (var item in list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object && i.TryGetProperty("value", out _)))
        {
            var value = item.GetProperty("value") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : item.GetProperty("value").GetRawText();
            if (values.ContainsKey(value) || value.Length == 0)
            {
                continue;
            }

            values[value] = names.Id(value);
            options.Add(new FormOption(values[value], ImportTexts.Of(item.TryGetProperty("label", out var label) && label.ValueKind == JsonValueKind.String ? label.GetString()! : "", value)));
        }

        return options;
    }

    private FieldLimits Limits(FormJsComponent component, FieldType type)
    {
        decimal? Limit(string name) => component.Within("validate", name) is { } value && FormJsComponent.Expression(value) is null ? FormJsComponent.NumberOf(value) : null;
        return type switch
        {
            FieldType.Text or FieldType.LongText => new FieldLimits((int?)Limit("maxLength") ?? LongestText, Pattern: Pattern(component)),
            FieldType.Number or FieldType.Integer => new FieldLimits(Min: Limit("min"), Max: Limit("max"), Scale: type == FieldType.Number ? (int?)component.Number("decimalDigits") : null),
            FieldType.File => new FieldLimits(Max: component.Flag("multiple") ? null : 1),
            _ => FieldLimits.None,
        };
    }

    // Theirs matches a part of the text, ours the whole.
    private static string? Pattern(FormJsComponent component)
    {
        var type = component.Within("validate", "validationType");
        var pattern = component.Within("validate", "pattern") is { ValueKind: JsonValueKind.String } written ? written.GetString()! : "";
        if (pattern.Length == 0)
        {
            return type?.ToString() switch
            {
                "email" => @"[^@\s]+@[^@\s]+\.[^@\s]+",
                "phone" => @"(\+|00)[0-9]{5,20}",
                _ => null,
            };
        }

        var begin = pattern.StartsWith('^') ? "" : "[^\\x00]*";
        var end = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? "" : "[^\\x00]*";
        return $"{begin}({(begin.Length == 0 ? pattern[1..] : pattern)[..^(end.Length == 0 ? 1 : 0)]}){end}";
    }

    private MediaSettings Media(FormJsComponent component)
    {
        foreach (var member in new[] { "accept", "multiple" }.Where(m => FormJsComponent.Expression(component.Element(m)) is not null))
        {
            log.Lose(FormLossKind.Constraint, component.Place, component.Name, component.Text(member), "computed-setting", member);
        }

        var accept = component.Text("accept");
        if (accept.Length == 0 || accept.StartsWith('='))
        {
            return MediaSettings.Standard;
        }

        var formats = accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(MediaType).ToList();
        if (!formats.Contains(null))
        {
            return new MediaSettings(null, [.. formats.OfType<string>()]);
        }

        log.Lose(FormLossKind.Constraint, component.Place, component.Name, accept, "file-types");
        return MediaSettings.Standard;
    }

    private static string? MediaType(string accepted) => accepted.ToLowerInvariant() switch
    {
        ".pdf" => "application/pdf",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".txt" => "text/plain",
        ".csv" => "text/csv",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        var type when type.Contains('/', StringComparison.Ordinal) && !type.Contains('*', StringComparison.Ordinal) => type,
        _ => null,
    };

    private FormField WithDefault(FormJsComponent component, FormField field, JsonElement value, Dictionary<string, string> values)
    {
        object? converted = (field.Type, value.ValueKind) switch
        {
            (FieldType.Text or FieldType.LongText, JsonValueKind.String) => value.GetString(),
            (FieldType.Text or FieldType.LongText, JsonValueKind.Number) => value.GetRawText(),
            (FieldType.Number or FieldType.Integer, _) => FormJsComponent.NumberOf(value),
            (FieldType.Boolean, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
            (FieldType.Choice, _) => values.GetValueOrDefault(value.ToString()),
            (FieldType.MultiChoice, JsonValueKind.Array) => value.EnumerateArray().Select(v => values.GetValueOrDefault(v.ToString())).OfType<string>().ToList(),
            (FieldType.Date or FieldType.Time or FieldType.DateTime, JsonValueKind.String) => value.GetString(),
            _ => null,
        };
        if (converted is not null and not "" and not List<string> { Count: 0 })
        {
            return field with { Default = JsonSerializer.SerializeToElement(converted) };
        }

        if (value.ToString() is not ("" or "[]"))
        {
            log.Lose(FormLossKind.Default, component.Place, component.Name, value.GetRawText(), "default");
        }

        return field;
    }
}
