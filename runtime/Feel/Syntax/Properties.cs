using System.Runtime.CompilerServices;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Properties behind a point: fields of contexts, parts of dates, times, durations and ranges.</summary>
public static class Properties
{
    private static readonly Dictionary<FeelKind, (string Name, FeelType Type)[]> _parts = new()
    {
        [FeelKind.Date] = [("year", FeelType.Number), ("month", FeelType.Number), ("day", FeelType.Number), ("weekday", FeelType.Number)],
        [FeelKind.DateTime] =
        [
            ("year", FeelType.Number), ("month", FeelType.Number), ("day", FeelType.Number), ("weekday", FeelType.Number), ("hour", FeelType.Number),
            ("minute", FeelType.Number), ("second", FeelType.Number), ("time offset", FeelType.DaysDuration), ("timezone", FeelType.String),
        ],
        [FeelKind.Time] =
        [
            ("hour", FeelType.Number), ("minute", FeelType.Number), ("second", FeelType.Number), ("time offset", FeelType.DaysDuration),
            ("timezone", FeelType.String),
        ],
        [FeelKind.DaysDuration] = [("days", FeelType.Number), ("hours", FeelType.Number), ("minutes", FeelType.Number), ("seconds", FeelType.Number)],
        [FeelKind.YearsDuration] = [("years", FeelType.Number), ("months", FeelType.Number)],
        [FeelKind.Range] =
        [
            ("start", FeelType.Any), ("end", FeelType.Any), ("start included", FeelType.Boolean), ("end included", FeelType.Boolean),
        ],
    };

    private static readonly ConditionalWeakTable<FeelType, NameTable> _tables = [];

    /// <summary>The properties that a value of a type has; none for a type that is not known.</summary>
    public static IReadOnlyList<FeelField> FieldsOf(FeelType type) => type switch
    {
        FeelType.ContextType context => context.Fields,
        FeelType.ListType list => FieldsOf(list.Items),
        FeelType.RangeType range => [.. _parts[FeelKind.Range].Select(p => new FeelField(p.Name, p.Type.IsAny ? range.Ends : p.Type))],
        _ => type.Kind is { } kind && _parts.TryGetValue(kind, out var parts) ? [.. parts.Select(p => new FeelField(p.Name, p.Type))] : [],
    };

    internal static NameTable Of(FeelType type) => _tables.GetValue(type, static t => new(FieldsOf(t).Select(f => f.Name)));
}
