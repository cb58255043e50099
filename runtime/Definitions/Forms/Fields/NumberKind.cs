using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Numbers;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Numbers, exact to 28 digits: whole ones, decimals and money.</summary>
/// <param name="scale">Digits behind the point where the limits say nothing; null: any.</param>
internal sealed class NumberKind(int? scale) : FieldKind
{
    public override string Expected => scale == 0 ? JsonKind.Integer : JsonKind.Number;

    public override FieldMembers Members =>
        FieldMembers.Range | FieldMembers.Calculation | FieldMembers.Default
        | (scale == 0 ? FieldMembers.None : FieldMembers.Scale) | (scale == 2 ? FieldMembers.Currency : FieldMembers.None);

    public override FeelType TypeOf(FormField field) => FeelType.Number;

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        var field = reading.Field;
        if (RawValue.Number(node) is not { } number)
        {
            return reading.WrongType(Expected, node);
        }

        if (!RawValue.IsExact(node, number))
        {
            return reading.Fail("form.too-many-digits", RawValue.Came(node));
        }

        if (ScaleOf(field) is { } most && number.Scale > most && decimal.Round(number, most) != number)
        {
            return most == 0 ? reading.WrongType(JsonKind.Integer, node) : reading.Fail("form.too-many-decimals", most, RawValue.Came(node));
        }

        return number < field.Limits.Min ? reading.Fail("form.too-small", field.Limits.Min, number)
            : number > field.Limits.Max ? reading.Fail("form.too-large", field.Limits.Max, number)
            : number;
    }

    // Rounded half even, as FEEL's decimal() does, so that what is stored is what the definition says.
    public override JsonNode? Write(FeelValue value, FormField field)
    {
        if (value.AsNumber is not { } number)
        {
            return null;
        }

        var rounded = ScaleOf(field) is { } digits ? number.Round(digits, RoundingMode.HalfEven) ?? number : number;
        return rounded.ToDecimal() is { } exact ? JsonValue.Create(exact) : null;
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = scale == 0 ? "integer" : "number";
        if (field.Limits.Min is { } min)
        {
            schema["minimum"] = min;
        }

        if (field.Limits.Max is { } max)
        {
            schema["maximum"] = max;
        }

        if (scale != 0 && ScaleOf(field) is { } digits)
        {
            schema["multipleOf"] = new decimal(1, 0, 0, false, (byte)digits);
        }
    }

    private int? ScaleOf(FormField field) => scale == 0 ? 0 : field.Limits.Scale ?? scale;
}
