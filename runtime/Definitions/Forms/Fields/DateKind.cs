using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>A day of the calendar, years 1 to 9999.</summary>
internal sealed class DateKind : FieldKind
{
    public override string Expected => JsonKind.Text;

    public override FieldMembers Members => FieldMembers.Calculation | FieldMembers.Default;

    public override FeelType TypeOf(FormField field) => FeelType.Date;

    public override FeelValue ReadText(string text, JsonNode node, ValueReading reading) =>
        Parse(text) is { } date ? date : reading.Fail("form.bad-date", ProblemTexts.Clip(text));

    public override JsonNode? Write(FeelValue value, FormField field) =>
        (value.AsDate ?? value.AsDateTime?.Date) is { Year: > 0 and < 10_000 } date ? JsonValue.Create(date.ToString()) : null;

    public override void Describe(FormField field, JsonObject schema) => DescribeDate(schema);

    /// <summary>Null where there is no such day.</summary>
    internal static FeelDate? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? FeelDate.From(day.Year, day.Month, day.Day) : null;

    internal static void DescribeDate(JsonObject schema)
    {
        schema["type"] = "string";
        schema["format"] = "date";
        schema["pattern"] = "^(?!0000)[0-9]{4}-";
    }
}
