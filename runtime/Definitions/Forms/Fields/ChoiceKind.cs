using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>One of the field's options.</summary>
internal sealed class ChoiceKind : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Options | FieldMembers.Filter | FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) => IsOption(text, reading, "") ? text : default;

    public override JsonNode? Write(FeelValue value, FormField field) =>
        value.AsString is { } text && field.Options.Any(o => o.Value == text) ? JsonValue.Create(text) : null;

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["enum"] = Values(field);
    }

    public override void CheckDefinition(FormField field, string path, ProblemList problems) => CheckOptions(field, path, problems);

    internal static JsonArray Values(FormField field) => [.. field.Options.Where(o => !o.IsRetired).Select(o => JsonValue.Create(o.Value))];

    internal static bool IsOption(string text, ValueReading reading, string within)
    {
        foreach (var option in reading.Field.Options)
        {
            if (option.Value == text && (!option.IsRetired || reading.TakesRetired))
            {
                return true;
            }
        }

        reading.FailAt(within, "form.unknown-option", string.Join(", ", reading.Field.Options.Where(o => !o.IsRetired).Select(o => o.Label)), ProblemTexts.Clip(text));
        return false;
    }

    internal static void CheckOptions(FormField field, string path, ProblemList problems)
    {
        if (field.Options.Count == 0)
        {
            problems.Add($"{path}/options", "form-definition.choice-without-options");
        }
    }
}
