using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A field that is nothing but its calculation; its values are those of its result type.</summary>
internal sealed class ComputedKind : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Result | FieldMembers.Scale;

    public override FeelType TypeOf(FormField field) => KindOf(field).TypeOf(field);

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) => KindOf(reading.Field).ReadText(text, node, reading);

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading) => KindOf(reading.Field).ReadOther(node, kind, reading);

    public override JsonNode? Write(FeelValue value, FormField field) => KindOf(field).Write(value, field);

    public override void Describe(FormField field, JsonObject schema) => KindOf(field).Describe(field, schema);

    public override void CheckDefinition(FormField field, string path, ProblemList problems)
    {
        if (field.Rules.Calculation is null)
        {
            problems.Add($"{path}/rules/calculation", "document.missing-member", "calculation");
        }

        if (field.Result is null)
        {
            problems.Add($"{path}/result", "document.missing-member", "result");
        }
        else if (!FormField.ResultTypes.Contains(field.Result.Value))
        {
            problems.Add($"{path}/result", "document.unknown-word", string.Join(", ", FormField.ResultTypes.Select(EnumWords<FieldType>.Of)), EnumWords<FieldType>.Of(field.Result.Value));
        }
    }

    private static FieldKind KindOf(FormField field) =>
        FieldKinds.Of(field.Result is { } result && FormField.ResultTypes.Contains(result) ? result : FieldType.Text);
}
