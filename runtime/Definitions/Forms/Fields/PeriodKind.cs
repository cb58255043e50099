using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>Days from one to another, both included; expressions see the range.</summary>
internal sealed class PeriodKind : FieldKind
{
    private static readonly string[] _members = ["start", "end"];

    public override string Expected => JsonKind.Object;

    public override FeelType TypeOf(FormField field) => FeelType.RangeOf(FeelType.Date);

    public override FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading)
    {
        if (node is not JsonObject period)
        {
            return reading.WrongType(Expected, node);
        }

        var (start, end) = (Day(period, "start", reading), Day(period, "end", reading));
        if (!ObjectShape.HasOnly(period, _members, reading) || start is not { } first || end is not { } last)
        {
            return default;
        }

        return last < first ? reading.FailAt("/end", "form.period-backwards", first.ToString(), last.ToString()) : FeelRange.Between(first, true, last, true);
    }

    public override void Describe(FormField field, JsonObject schema)
    {
        var day = new JsonObject();
        DateKind.DescribeDate(day);
        ObjectShape.Describe(schema, _members, ("start", day), ("end", day.DeepClone().AsObject()));
    }

    private static FeelDate? Day(JsonObject period, string name, ValueReading reading)
    {
        if (RawValue.Text(period[name]) is not { } text)
        {
            reading.WrongType(JsonKind.Text, period[name], "/" + name);
            return null;
        }

        var day = DateKind.Parse(text);
        if (day is null)
        {
            reading.FailAt("/" + name, "form.bad-date", ProblemTexts.Clip(text));
        }

        return day;
    }
}
