using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A point in time, with the offset of the place where it was read from a clock.</summary>
internal sealed class DateTimeKind : FieldKind
{
    private const string Shape = "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,7})?)?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$";

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.DateTime;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) =>
        IsoTime.TryRead(text, out var time) ? FeelDateTime.From(time) : reading.Fail("form.bad-time", ProblemTexts.Clip(text));

    // Without an offset nobody could tell which moment was meant.
    public override JsonNode? Write(FeelValue value, FormField field) =>
        value.AsDateTime is { Offset: not null, Date.Year: > 0 and < 10_000 } time && Spelled(time) is { } text && IsoTime.TryRead(text, out _) ? JsonValue.Create(text) : null;

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = Shape;
    }

    private static string Spelled(FeelDateTime time) =>
        new FeelDateTime(time.Date, time.NanosecondOfDay - (time.NanosecondOfDay % 100), FeelZone.FromOffset(time.Offset!.Value)).ToString();
}
