using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Yes or no; a field that nobody answered has no value.</summary>
internal sealed class BooleanKind : FieldKind
{
    public override string Expected => JsonKind.Boolean;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.Boolean;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading) =>
        kind is JsonValueKind.True or JsonValueKind.False ? kind == JsonValueKind.True : reading.WrongType(Expected, node);

    public override JsonNode? Write(FeelValue value, FormField field) => value.AsBoolean is { } known ? JsonValue.Create(known) : null;

    public override void Describe(FormField field, JsonObject schema) => schema["type"] = "boolean";
}
