using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>A form's fields as JSON.</summary>
internal static class FieldJson
{
    // Names that a type had before, or that people look for.
    private static readonly Dictionary<string, FieldType> _otherNames = new(StringComparer.Ordinal)
    {
        ["position"] = FieldType.GeoPoint,
        ["decimal"] = FieldType.Number,
    };

    public static FormField Read(ObjectReader field) => new(
        field.Text("id"),
        field.Text("key"),
        field.Word("type", _otherNames),
        field.Localized("label"),
        field.OptionalLocalized("hint") ?? LocalizedText.Empty,
        field.List("options", ReadOption, isRequired: false),
        field.OptionalText("dictionary"),
        ReadLimits(field.OptionalObject("limits")),
        field.Any("default"))
    {
        Rules = ReadRules(field.OptionalObject("rules")),
        HiddenValue = field.OptionalWord<HiddenValue>("hiddenValue") ?? HiddenValue.Clear,
        Prefill = ReadPrefill(field.OptionalObject("prefill")),
        Aliases = field.Texts("aliases", isRequired: false),
        IsRetired = field.OptionalBoolean("retired") ?? false,
        IsSearchable = field.OptionalBoolean("searchable") ?? false,
        DeclaredSensitivity = field.OptionalWord<Sensitivity>("sensitivity"),
        Span = field.OptionalInteger("span"),
        Columns = field.List("columns", Read, isRequired: false),
        Geo = ReadGeo(field.OptionalObject("geo")),
        Media = ReadMedia(field.OptionalObject("media")),
        Covers = field.Texts("covers", isRequired: false),
        Currency = field.OptionalText("currency"),
        Result = field.OptionalWord("result", _otherNames),
    };

    public static void Write(Utf8JsonWriter json, FormField field)
    {
        json.WriteString("id", field.Id);
        json.WriteString("key", field.Key);
        json.WriteString("type", EnumWords<FieldType>.Of(field.Type));
        json.WriteTexts("label", field.Label);
        json.WriteTexts("hint", field.Hint);
        WriteOptions(json, field);
        json.WriteText("dictionary", field.Dictionary);
        WriteLimits(json, field.Limits);
        if (field.Default is { } value)
        {
            json.WritePropertyName("default");
            value.WriteTo(json);
        }

        WriteRules(json, field.Rules);
        json.WriteText("hiddenValue", field.HiddenValue == HiddenValue.Clear ? null : EnumWords<HiddenValue>.Of(field.HiddenValue));
        WriteSettings(json, field);
    }

    private static FormOption ReadOption(ObjectReader option) => new(option.Text("value"), option.Localized("label"))
    {
        IsRetired = option.OptionalBoolean("retired") ?? false,
        Attributes = option.OptionalTextMap("attributes"),
    };

    private static FieldLimits ReadLimits(ObjectReader? limits) => Closed(limits, FieldLimits.None, l => new(
        l.OptionalInteger("maxLength"),
        l.OptionalNumber("min"),
        l.OptionalNumber("max"),
        l.OptionalText("pattern"),
        l.OptionalLocalized("patternHint"),
        l.OptionalInteger("scale")));

    private static FieldRules ReadRules(ObjectReader? rules) => Closed(rules, FieldRules.None, r => new()
    {
        Relevant = r.OptionalText("relevant"),
        Required = r.OptionalText("required"),
        ReadOnly = r.OptionalText("readOnly"),
        Calculation = r.OptionalText("calculation"),
        Default = r.OptionalText("default"),
        Filter = r.OptionalText("filter"),
        Constraints = r.List("constraints", c => new FieldConstraint(c.Text("expression"), c.Localized("message")), isRequired: false),
    });

    private static FieldPrefill? ReadPrefill(ObjectReader? prefill) =>
        Closed<FieldPrefill?>(prefill, null, p => new(p.Word<PrefillSource>("source"), p.Text("member")));

    private static GeoSettings ReadGeo(ObjectReader? geo) =>
        Closed(geo, GeoSettings.Standard, g => new(g.OptionalWord<CoordinateSystem>("crs"), g.OptionalNumber("worstAccuracy")));

    private static MediaSettings ReadMedia(ObjectReader? media) => Closed(media, MediaSettings.Standard, m => new(
        m.OptionalInteger("maxBytes"),
        m.Texts("formats", isRequired: false),
        m.OptionalInteger("maxSeconds"),
        m.OptionalBoolean("cameraOnly") ?? false));

    private static T Closed<T>(ObjectReader? reader, T none, Func<ObjectReader, T> read)
    {
        if (reader is null)
        {
            return none;
        }

        var value = read(reader);
        reader.Finish();
        return value;
    }

    private static void WriteOptions(Utf8JsonWriter json, FormField field)
    {
        if (field.Options.Count == 0)
        {
            return;
        }

        json.WriteList("options", field.Options, option =>
        {
            json.WriteString("value", option.Value);
            json.WriteTexts("label", option.Label);
            json.WriteFlag("retired", option.IsRetired);
            if (option.Attributes.Count > 0)
            {
                json.WriteMap("attributes", option.Attributes);
            }
        });
    }

    private static void WriteLimits(Utf8JsonWriter json, FieldLimits limits)
    {
        if (limits == FieldLimits.None)
        {
            return;
        }

        json.WriteStartObject("limits");
        json.WriteNumber("maxLength", limits.MaxLength);
        json.WriteNumber("min", limits.Min);
        json.WriteNumber("max", limits.Max);
        json.WriteText("pattern", limits.Pattern);
        json.WriteTexts("patternHint", limits.PatternHint);
        json.WriteNumber("scale", limits.Scale);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, FieldRules rules)
    {
        if (rules == FieldRules.None)
        {
            return;
        }

        json.WriteStartObject("rules");
        json.WriteText("relevant", rules.Relevant);
        json.WriteText("required", rules.Required);
        json.WriteText("readOnly", rules.ReadOnly);
        json.WriteText("calculation", rules.Calculation);
        json.WriteText("default", rules.Default);
        json.WriteText("filter", rules.Filter);
        if (rules.Constraints.Count > 0)
        {
            json.WriteList("constraints", rules.Constraints, constraint =>
            {
                json.WriteString("expression", constraint.Expression);
                json.WriteTexts("message", constraint.Message);
            });
        }

        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, FormField field)
    {
        if (field.Prefill is { } prefill)
        {
            json.WriteStartObject("prefill");
            json.WriteString("source", EnumWords<PrefillSource>.Of(prefill.Source));
            json.WriteString("member", prefill.Member);
            json.WriteEndObject();
        }

        WriteWords(json, "aliases", field.Aliases);
        json.WriteFlag("retired", field.IsRetired);
        json.WriteFlag("searchable", field.IsSearchable);
        json.WriteText("sensitivity", field.DeclaredSensitivity is { } sensitivity ? EnumWords<Sensitivity>.Of(sensitivity) : null);
        json.WriteNumber("span", field.Span);
        if (field.Columns.Count > 0)
        {
            json.WriteList("columns", field.Columns, column => Write(json, column));
        }

        if (field.Geo != GeoSettings.Standard)
        {
            json.WriteStartObject("geo");
            json.WriteText("crs", field.Geo.Crs is { } crs ? EnumWords<CoordinateSystem>.Of(crs) : null);
            json.WriteNumber("worstAccuracy", field.Geo.WorstAccuracy);
            json.WriteEndObject();
        }

        WriteMedia(json, field.Media);
        WriteWords(json, "covers", field.Covers);
        json.WriteText("currency", field.Currency);
        json.WriteText("result", field.Result is { } result ? EnumWords<FieldType>.Of(result) : null);
    }

    private static void WriteMedia(Utf8JsonWriter json, MediaSettings media)
    {
        if (media == MediaSettings.Standard)
        {
            return;
        }

        json.WriteStartObject("media");
        json.WriteNumber("maxBytes", media.MaxBytes);
        WriteWords(json, "formats", media.Formats);
        json.WriteNumber("maxSeconds", media.MaxSeconds);
        json.WriteFlag("cameraOnly", media.CameraOnly);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            json.WriteWords(name, words);
        }
    }
}
