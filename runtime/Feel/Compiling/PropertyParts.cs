using LowCode.Feel.Numbers;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Parts of dates, times, durations and ranges.</summary>
internal static class PropertyParts
{
    public static bool TryGet(FeelValue value, string name, out FeelValue part)
    {
        var found = value.Kind switch
        {
            FeelKind.Date => OfDate(value.AsDate!.Value, name),
            FeelKind.Time => OfTime(value.AsTime!, name),
            FeelKind.DateTime => OfDate(value.AsDateTime!.Date, name) ?? OfTime(value.AsDateTime!.Time, name, value.AsDateTime.Offset),
            FeelKind.DaysDuration => OfNanoseconds(value.AsNanoseconds!.Value, name),
            FeelKind.YearsDuration => name switch
            {
                "years" => value.AsMonths!.Value / 12,
                "months" => value.AsMonths!.Value % 12,
                _ => (FeelValue?)null,
            },
            FeelKind.Range => OfRange(value.AsRange!, name),
            _ => null,
        };
        part = found ?? default;
        return found is not null;
    }

    private static FeelValue? OfDate(FeelDate date, string name) => name switch
    {
        "year" => date.Year,
        "month" => date.Month,
        "day" => date.Day,
        "weekday" => date.Weekday,
        _ => null,
    };

    private static FeelValue? OfTime(FeelTime time, string name, int? offset = null) => name switch
    {
        "hour" => time.Hour,
        "minute" => time.Minute,
        "second" => time.Second,
        "time offset" => (offset ?? time.Offset) is { } seconds ? FeelValue.Nanoseconds((Int128)seconds * FeelTime.NanosecondsPerSecond) : FeelValue.Null,
        "timezone" => time.Zone?.Id,
        _ => (FeelValue?)null,
    };

    private static FeelValue? OfNanoseconds(Int128 nanoseconds, string name)
    {
        var seconds = nanoseconds / FeelTime.NanosecondsPerSecond;
        return name switch
        {
            "days" => FeelValue.From(FeelNumber.From((System.Numerics.BigInteger)(seconds / 86_400), 0)),
            "hours" => (long)(seconds / 3600 % 24),
            "minutes" => (long)(seconds / 60 % 60),
            "seconds" => FeelValue.From(FeelNumber.From((System.Numerics.BigInteger)(nanoseconds % (60 * (Int128)FeelTime.NanosecondsPerSecond)), -9)?.Simplified()),
            _ => (FeelValue?)null,
        };
    }

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => range.StartIncluded,
        "end included" => range.EndIncluded,
        _ => (FeelValue?)null,
    };
}
