using LowCode.Feel.Values;

namespace LowCode.Feel.Types;

/// <summary>Types as FEEL writes them behind <c>instance of</c>.</summary>
internal static class TypeText
{
    /// <summary>The simple types by their names.</summary>
    public static IReadOnlyDictionary<string, FeelType> Names { get; } = new Dictionary<string, FeelType>(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = FeelType.Null,
        ["number"] = FeelType.Number,
        ["string"] = FeelType.String,
        ["boolean"] = FeelType.Boolean,
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["dateTime"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysDuration,
        ["dayTimeDuration"] = FeelType.DaysDuration,
        ["years and months duration"] = FeelType.YearsDuration,
        ["yearMonthDuration"] = FeelType.YearsDuration,
        ["list"] = FeelType.AnyList,
        ["context"] = FeelType.AnyContext,
        ["range"] = FeelType.AnyRange,
        ["function"] = FeelType.AnyFunction,
    };

    public static string Write(FeelType type) => type switch
    {
        FeelType.AnyType => "Any",
        FeelType.KindType simple => simple.ValueKind switch
        {
            FeelKind.Null => "Null",
            FeelKind.Boolean => "boolean",
            FeelKind.Number => "number",
            FeelKind.String => "string",
            FeelKind.Date => "date",
            FeelKind.Time => "time",
            FeelKind.DateTime => "date and time",
            FeelKind.DaysDuration => "days and time duration",
            _ => "years and months duration",
        },
        FeelType.ListType list => $"list<{list.Items}>",
        FeelType.RangeType range => $"range<{range.Ends}>",
        FeelType.ContextType context => $"context<{string.Join(", ", context.Fields.Select(f => $"{f.Name}: {f.Type}"))}>",
        FeelType.FunctionType { Parameters: null } => "function",
        FeelType.FunctionType function => $"function<{string.Join(", ", function.Parameters)}> -> {function.Result}",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
