using System.Globalization;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

internal static class TemporalFunctions
{
    public static IEnumerable<FeelFunction> All =>
    [
        Function("is", Takes("value1: Any?, value2: Any?", FeelType.Boolean, (_, a) => Comparing.AreSame(a[0], a[1]))),
        OfDate("day of year", FeelType.Number, date => date.DayOfYear),
        OfDate("week of year", FeelType.Number, date => date.WeekOfYear),
        OfDate("day of week", FeelType.String, date => CultureInfo.InvariantCulture.DateTimeFormat.DayNames[date.Weekday % 7]),
        OfDate("month of year", FeelType.String, date => CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[date.Month - 1]),
        Function("now", Takes("", FeelType.DateTime, (run, _) => run.Now is { } now ? now : run.Fail(FeelProblemCode.ArgumentMissing, "now", "now"))),
        Function("today", Takes("", FeelType.Date, (run, _) => run.Now is { } now ? now.Date : run.Fail(FeelProblemCode.ArgumentMissing, "today", "now"))),
    ];

    private static FeelFunction OfDate(string name, FeelType result, Func<FeelDate, FeelValue> part) =>
        Function(name, Takes("date: Any", result, (run, a) =>
        {
            var value = a[0].AsList is { Count: 1 } list ? list[0] : a[0];
            return (value.AsDate ?? value.AsDateTime?.Date) is { } date
                ? part(date)
                : run.Fail(FeelProblemCode.ArgumentType, name, "date", Kinds.Of(FeelKind.Date), value, Kinds.Of(value));
        }, only: [FeelKind.Date, FeelKind.DateTime]));
}
