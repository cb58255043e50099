using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A code of a dictionary, flat or a tree.</summary>
internal sealed class CodeKind : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Dictionary | FieldMembers.Filter | FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading)
    {
        if (reading.Lookups is not { } lookups)
        {
            return text;
        }

        if (lookups.Dictionary(reading.Field.Dictionary ?? "") is not { } dictionary)
        {
            return reading.Fail("form.unknown-dictionary", reading.Field.Dictionary);
        }

        if (dictionary.Find(text, reading.Day) is not { } entry)
        {
            return reading.Fail("form.unknown-code", dictionary.Name, ProblemTexts.Clip(text));
        }

        return entry.Selectable ? IsInUse(entry, reading, "") ? text : default : reading.Fail("form.code-not-selectable", entry.Label);
    }

    /// <summary>Whether it may be chosen on the day that the form is filled, which is reported where it may not.</summary>
    internal static bool IsInUse(DictionaryEntry entry, ValueReading reading, string within)
    {
        if (entry.IsRetired)
        {
            reading.FailAt(within, "form.code-retired", entry.Label);
            return false;
        }

        if (reading.Day is { } day && !entry.IsValidOn(day))
        {
            reading.FailAt(within, "form.code-not-valid", entry.Label, AttributeValues.Text(day), entry.Period);
            return false;
        }

        return true;
    }

    public override JsonNode? Write(FeelValue value, FormField field) => value.AsString is { } text ? JsonValue.Create(text) : null;

    // Which codes there are changes without the form: a dictionary has versions of its own.
    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["description"] = field.Dictionary;
    }

    public override void CheckDefinition(FormField field, string path, ProblemList problems)
    {
        if (field.Dictionary is null)
        {
            problems.Add($"{path}/dictionary", "form-definition.code-without-dictionary");
        }
    }
}
