using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A person of the tenant, by login.</summary>
internal sealed class PersonKind : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.String;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) =>
        reading.Lookups?.PersonExists(text) != false ? text : reading.Fail("form.unknown-person", ProblemTexts.Clip(text));

    public override JsonNode? Write(FeelValue value, FormField field) => value.AsString is { } text ? JsonValue.Create(text) : null;

    public override void Describe(FormField field, JsonObject schema) => schema["type"] = "string";
}
