using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

/// <summary>Values from texts and parts.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<FeelFunction> All =>
    [
        Literal("date", Takes("from: Any", FeelType.Date, Date, only: [FeelKind.String, FeelKind.Date, FeelKind.DateTime]), Takes("year: number, month: number, day: number", FeelType.Date, DateOfParts)),
        Literal(
            "date and time",
            Takes("from: Any", FeelType.DateTime, DateTime, only: [FeelKind.String, FeelKind.Date, FeelKind.DateTime]),
            Takes("date: Any, time: time", FeelType.DateTime, DateTimeOfBoth, only: [FeelKind.Date, FeelKind.DateTime]),
            Takes("year: number, month: number, day: number, hour: number, minute: number, second: number, offset: days and time duration?", FeelType.DateTime, DateTimeOfParts)),
        Literal(
            "time",
            Takes("from: Any", FeelType.Time, Time, only: [FeelKind.String, FeelKind.Time, FeelKind.DateTime, FeelKind.Date]),
            Takes("hour: number, minute: number, second: number, offset: days and time duration?", FeelType.Time, (run, a) => TimeOfParts(a) is { } time ? time : WrongParts(run, "hour, minute, second", a[..3], "expects.time"))),
        Literal("number", Takes("from: Any, grouping separator: string?, decimal separator: string?", FeelType.Number, Number, only: [FeelKind.String, FeelKind.Number])),
        Function("string", Takes("from: Any!", FeelType.String, Text)),
        Literal("duration", Takes("from: string", FeelType.Any, (run, a) => Temporals.ParseDuration(a[0].AsString!) is { IsNull: false } found ? found : Wrong(run, a, "expects.duration"))),
        Literal("years and months duration", Takes("from: Any, to: Any", FeelType.YearsDuration, MonthsBetween, only: [FeelKind.Date, FeelKind.DateTime])),
        Literal("range", Takes("from: string", FeelType.AnyRange, (run, a) => RangeText.Parse(a[0].AsString!) is { } range ? range : Wrong(run, a, "expects.range"))),
        Function("not", Takes("negand: Any!", FeelType.Boolean, Not, only: [FeelKind.Boolean])),
    ];

    private static FeelValue Wrong(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments, string expected) =>
        run.Fail(FeelProblemCode.ArgumentValue, "from", arguments[0], new TextKey(expected));

    private static FeelValue WrongParts(FeelEvaluation run, string parts, ReadOnlySpan<FeelValue> arguments, string expected) =>
        run.Fail(FeelProblemCode.ArgumentValue, parts, (FeelValue)FeelList.Of(arguments), new TextKey(expected));

    private static FeelValue One(FeelValue value) => value.AsList is { Count: 1 } list ? list[0] : value;

    private static FeelValue Date(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var from = One(arguments[0]);
        return from.Kind switch
        {
            FeelKind.Date => from,
            FeelKind.DateTime => from.AsDateTime!.Date,
            FeelKind.String when FeelDate.Parse(from.AsString!) is { } date => date,
            _ => Wrong(run, arguments, "expects.date"),
        };
    }

    private static FeelValue DateOfParts(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments) =>
        arguments[0].AsInt64() is { } year && arguments[1].AsInt64() is { } month && arguments[2].AsInt64() is { } day && FeelDate.From(year, month, day) is { } date
            ? date
            : WrongParts(run, "year, month, day", arguments[..3], "expects.date");

    private static FeelValue DateTime(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var from = One(arguments[0]);
        return from.Kind switch
        {
            FeelKind.Date => new FeelDateTime(from.AsDate!.Value, 0, FeelZone.Utc),
            FeelKind.DateTime => from,
            FeelKind.String when FeelDateTime.Parse(from.AsString!) is { } dateTime => dateTime,
            _ => Wrong(run, arguments, "expects.dateTime"),
        };
    }

    private static FeelValue DateTimeOfBoth(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var from = One(arguments[0]);
        return (from.AsDate ?? from.AsDateTime?.Date) is { } date ? FeelDateTime.From(date, arguments[1].AsTime!) : Wrong(run, arguments, "expects.dates");
    }

    private static FeelValue DateTimeOfParts(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments) =>
        DateOfParts(run, arguments[..3]).AsDate is not { } date ? default(FeelValue)
        : TimeOfParts(arguments[3..]) is { } time ? FeelDateTime.From(date, time)
        : WrongParts(run, "hour, minute, second", arguments[3..6], "expects.time");

    private static FeelValue Time(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var from = One(arguments[0]);
        return from.Kind switch
        {
            FeelKind.Time => from,
            FeelKind.Date => new FeelTime(0, FeelZone.Utc),
            FeelKind.DateTime => from.AsDateTime!.Time,
            FeelKind.String when Temporals.ParseTime(from.AsString!) is { IsNull: false } time => time,
            _ => Wrong(run, arguments, "expects.time"),
        };
    }

    private static FeelTime? TimeOfParts(ReadOnlySpan<FeelValue> arguments)
    {
        var zone = arguments[3].AsNanoseconds is { } offset ? FeelZone.FromOffset((long)Int128.Clamp(offset / FeelTime.NanosecondsPerSecond, -1_000_000, 1_000_000)) : null;
        var second = FeelNumber.Multiply(arguments[2].AsNumber!.Value, FeelTime.NanosecondsPerSecond)?.Round(0, RoundingMode.Down)?.ToInt64();
        return (zone is null && !arguments[3].IsNull) || second is not >= 0 || arguments[0].AsInt64() is not { } hour || arguments[1].AsInt64() is not { } minute
            ? null
            : FeelTime.From(hour, minute, second.Value / FeelTime.NanosecondsPerSecond, second.Value % FeelTime.NanosecondsPerSecond, zone);
    }

    private static FeelValue Number(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var from = One(arguments[0]);
        var (grouping, point) = (arguments[1].AsString ?? "", arguments[2].AsString ?? "");
        if (grouping is not ("" or " " or "," or ".") || point is not ("" or "," or ".") || (grouping.Length > 0 && grouping == point))
        {
            return Wrong(run, arguments, "expects.number");
        }

        if (from.AsString is not { } text)
        {
            return from.IsNumber ? from : Wrong(run, arguments, "expects.number");
        }

        text = grouping.Length > 0 ? text.Replace(grouping, "", StringComparison.Ordinal) : text;
        text = point == "," ? text.Replace('.', '?').Replace(',', '.') : text;
        return FeelNumber.Parse(text) is { } number ? number : Wrong(run, arguments, "expects.number");
    }

    private static FeelValue Text(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[^1].IsNull)
        {
            return default;
        }

        // A value may print as far more than it takes memory: no more of it is written than shows that it is too long.
        var text = arguments[^1].ToText((int)Math.Min(int.MaxValue, run.Limits.Size + 1L));
        run.CheckSize(text.Length);
        return text;
    }

    private static FeelValue MonthsBetween(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var (from, to) = (One(arguments[0]), One(arguments[1]));
        if ((from.AsDate ?? from.AsDateTime?.Date) is not { } first || (to.AsDate ?? to.AsDateTime?.Date) is not { } last)
        {
            return Wrong(run, arguments, "expects.dates");
        }

        var (sign, start, end) = first <= last ? (1, first, last) : (-1, last, first);
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return FeelValue.Months(sign * (end.Day < start.Day ? months - 1 : months));
    }

    private static FeelValue Not(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var value = One(arguments[0]);
        return value.AsBoolean is { } known ? !known
            : value.IsNull ? value
            : run.Fail(FeelProblemCode.ArgumentType, "not", "negand", Kinds.Of(FeelKind.Boolean), value, Kinds.Of(value));
    }
}
