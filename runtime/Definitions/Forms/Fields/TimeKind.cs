using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A time of day on the wall clock.</summary>
internal sealed class TimeKind : FieldKind
{
    private static readonly string[] _formats = ["HH:mm", "HH:mm:ss"];

    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.Time;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) =>
        TimeOnly.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? FeelTime.From(time.Hour, time.Minute, time.Second, 0, null)!
            : reading.Fail("form.bad-clock", ProblemTexts.Clip(text));

    public override JsonNode? Write(FeelValue value, FormField field) =>
        value.AsTime is { } time ? JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}")) : null;

    public override void Describe(FormField field, JsonObject schema)
    {
        schema["type"] = "string";
        schema["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
    }
}
