using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Fields;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Prints;

/// <summary>What a template may name.</summary>
/// <param name="Fields">By key; of two of one key the first counts.</param>
/// <param name="Data">Their values, masked where the reader may not see them.</param>
/// <param name="Facts">What is known beside them, by the name of a variable: <c>case</c>. They hide fields of their names.</param>
public sealed record PrintData(IReadOnlyList<FormField> Fields, JsonObject Data, IReadOnlyDictionary<string, JsonNode?> Facts)
{
    internal static FeelType TypeOf(FormField field) => FieldKinds.Of(field).TypeOf(field);

    /// <summary>A field's value as expressions see it. What is no value of the field, as a mask, is the text that it is.</summary>
    internal static FeelValue ValueOf(FormField field, JsonNode? node)
    {
        if (field.Type == FieldType.Table)
        {
            return FeelList.From((node as JsonArray ?? []).OfType<JsonObject>().Select(row => (FeelValue)FeelContext.Of(field.Columns.Select(c => (c.Key, ValueOf(c, FieldValue.In(row, c)))))));
        }

        var reading = new ValueReading(null) { TakesRetired = true };
        var value = reading.Read(field, FieldKinds.Of(field), node);
        return reading.TakeProblems().Count > 0 ? FactOf(node) : value;
    }

    internal static FeelValue FactOf(JsonNode? node) => node switch
    {
        JsonObject members => FeelContext.Of(members.Select(m => (m.Key, FactOf(m.Value)))),
        JsonArray items => FeelList.From(items.Select(FactOf)),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number when RawValue.Number(value) is { } number => number,
            JsonValueKind.String => value.GetValue<string>(),
            _ => FeelValue.Null,
        },
        _ => FeelValue.Null,
    };
}
