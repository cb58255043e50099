using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Shows what its calculation says, as text; holds nothing.</summary>
internal sealed class DisplayKind : FieldKind
{
    public override bool HoldsData => false;

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation;

    public override FeelType TypeOf(FormField field) => FeelType.Any;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) => text;

    public override JsonNode? Write(FeelValue value, FormField field) => value.IsNull ? null : JsonValue.Create(value.ToString());

    public override void Describe(FormField field, JsonObject schema) => schema["not"] = new JsonObject();
}
