using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>
/// Forms as JSON. Shape: <c>formId</c>, <c>title</c>, <c>fields</c> (list; <c>type</c> in camel case), <c>sections</c> (<c>id</c>, <c>title</c>,
/// <c>fields</c>: keys), <c>nodeRules</c> (step: field key: <c>read</c>, <c>write</c>, <c>required</c> or <c>hidden</c>).
/// </summary>
public static class FormJson
{
    /// <summary>A form, or every problem with its JSON pointer.</summary>
    public static Parsed<FormDefinition> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, FormDefinition.Format, (root, problems) =>
    {
        var form = new FormDefinition(
            root.Text("formId"),
            root.Localized("title"),
            root.List("fields", ReadField),
            root.List("sections", s => new FormSection(s.Text("id"), s.Localized("title"), s.Texts("fields")), isRequired: false),
            root.Map("nodeRules", (rules, path) => ReadRights(rules, path, problems)));
        FormChecks.Check(form, problems);
        return form;
    });

    public static byte[] Write(FormDefinition form) => DocumentWriter.Write(FormDefinition.Format, json =>
    {
        json.WriteString("formId", form.FormId);
        json.WriteTexts("title", form.Title);
        json.WriteList("fields", form.Fields, field => WriteField(json, field));
        json.WriteList("sections", form.Sections, section =>
        {
            json.WriteString("id", section.Id);
            json.WriteTexts("title", section.Title);
            json.WriteWords("fields", section.FieldKeys);
        });
        json.WriteStartObject("nodeRules");
        foreach (var (step, rights) in form.NodeRules)
        {
            json.WriteMap(step, rights.ToDictionary(r => r.Key, r => EnumWords<FieldRight>.Of(r.Value)));
        }

        json.WriteEndObject();
    });

    private static FormField ReadField(ObjectReader field) => new(
        field.Text("id"),
        field.Text("key"),
        field.Word<FieldType>("type"),
        field.Localized("label"),
        field.OptionalLocalized("hint") ?? LocalizedText.Empty,
        field.List("options", o => new FormOption(o.Text("value"), o.Localized("label")), isRequired: false),
        field.OptionalText("dictionary"),
        ReadLimits(field.OptionalObject("limits")),
        field.Any("default"));

    private static FieldLimits ReadLimits(ObjectReader? limits)
    {
        if (limits is null)
        {
            return FieldLimits.None;
        }

        var read = new FieldLimits(
            limits.OptionalInteger("maxLength"),
            limits.OptionalNumber("min"),
            limits.OptionalNumber("max"),
            limits.OptionalText("pattern"),
            limits.OptionalLocalized("patternHint"));
        limits.Finish();
        return read;
    }

    private static IReadOnlyDictionary<string, FieldRight> ReadRights(JsonElement rules, string path, ProblemList problems)
    {
        var rights = new Dictionary<string, FieldRight>(StringComparer.Ordinal);
        var step = ObjectReader.Of(rules, path, problems);
        foreach (var field in step.Names)
        {
            rights[field] = step.Word<FieldRight>(field);
        }

        return rights;
    }

    private static void WriteField(Utf8JsonWriter json, FormField field)
    {
        json.WriteString("id", field.Id);
        json.WriteString("key", field.Key);
        json.WriteString("type", EnumWords<FieldType>.Of(field.Type));
        json.WriteTexts("label", field.Label);
        json.WriteTexts("hint", field.Hint);
        if (field.Options.Count > 0)
        {
            json.WriteList("options", field.Options, option =>
            {
                json.WriteString("value", option.Value);
                json.WriteTexts("label", option.Label);
            });
        }

        json.WriteText("dictionary", field.Dictionary);
        if (field.Limits != FieldLimits.None)
        {
            json.WriteStartObject("limits");
            json.WriteNumber("maxLength", field.Limits.MaxLength);
            json.WriteNumber("min", field.Limits.Min);
            json.WriteNumber("max", field.Limits.Max);
            json.WriteText("pattern", field.Limits.Pattern);
            json.WriteTexts("patternHint", field.Limits.PatternHint);
            json.WriteEndObject();
        }

        if (field.Default is { } value)
        {
            json.WritePropertyName("default");
            value.WriteTo(json);
        }
    }
}
