using LowCode.Definitions.Values;
using LowCode.Engine.Bursts;
using LowCode.Feel.Numbers;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>Data of processes as values of FEEL and back.</summary>
internal static class FeelData
{
    /// <summary>The value as one of that type: texts become dates, times and durations where these are wanted, because JSON has none.</summary>
    public static FeelValue Read(object? value, FeelType type) => value switch
    {
        null => FeelValue.Null,
        bool flag => flag,
        long whole => whole,
        decimal exact => exact,
        double number => double.IsFinite(number) ? FeelValue.From(FeelNumber.Parse(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture))) : FeelValue.Null,
        string text => Text(text, type),
        DateTimeOffset time => type.Kind == FeelKind.Date ? FeelDateTime.From(time).Date : FeelDateTime.From(time),
        object?[] items => FeelList.From(items.Select(i => Read(i, type is FeelType.ListType list ? list.Items : FeelType.Any))),
        DataObject members => FeelContext.Of(members.Select(m => (m.Key, Read(m.Value, (type as FeelType.ContextType)?.FieldOf(m.Key) ?? FeelType.Any)))),
        _ => throw new ArgumentException($"Expected plain data, but got a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Dates, times of day and durations become texts as ISO 8601 writes them; functions become null.</summary>
    public static object? Write(FeelValue value) => value.Kind switch
    {
        FeelKind.Null or FeelKind.Function => null,
        FeelKind.Boolean => value.IsTrue,
        FeelKind.Number => Number(value),
        FeelKind.String => value.AsString,
        FeelKind.List => value.AsList!.Select(Write).ToArray(),
        FeelKind.Context => new DataObject(value.AsContext!.Select(e => KeyValuePair.Create(e.Key, Write(e.Value)))),
        _ => value.ToString(),
    };

    private static FeelValue Text(string text, FeelType type)
    {
        switch (type.Kind)
        {
            case FeelKind.Date when FeelDateTime.Parse(text) is { } moment:
                return moment.Date;
            case FeelKind.DateTime when FeelDateTime.Parse(text) is { } moment:
                return moment;
            case FeelKind.Time when FeelTime.Parse(text) is { } time:
                return time;
            case FeelKind.DaysDuration when DurationText.ParseNanoseconds(text) is { } nanoseconds:
                return FeelValue.Nanoseconds(nanoseconds);
            case FeelKind.DaysDuration when BurstInputs.ParseDuration(text) is { } span:
                return FeelValue.Duration(span);
            case FeelKind.YearsDuration when DurationText.ParseMonths(text) is { } months:
                return FeelValue.Months(months);
            default:
                return text;
        }
    }

    private static object? Number(FeelValue value) =>
        value.AsInt64() is { } whole ? whole : value.AsNumber!.Value.ToDecimal() is { } exact ? exact : value.AsNumber.Value.ToDouble();
}
