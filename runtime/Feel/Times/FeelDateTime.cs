namespace LowCode.Feel.Times;

/// <summary>A date and a time of day, local or at an offset or in a zone.</summary>
/// <param name="NanosecondOfDay">0 up to a day's.</param>
/// <param name="Zone">Null for a local date and time.</param>
public sealed record FeelDateTime(FeelDate Date, long NanosecondOfDay, FeelZone? Zone)
{
    /// <summary>
    /// Of the hour that a clock which is set back shows twice: the first time. A text cannot say it; a moment reached by a duration is one of both.
    /// </summary>
    public bool IsEarlier { get; private init; }

    /// <summary>The time of day, in the same zone.</summary>
    public FeelTime Time => new(NanosecondOfDay, Zone);

    /// <summary>Seconds east of Greenwich at that moment; null without a zone.</summary>
    public int? Offset => Zone?.OffsetAt(Date, NanosecondOfDay, IsEarlier);

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z; a local date and time counts as one in Greenwich.</summary>
    public Int128 EpochNanosecond =>
        ((Int128)Date.EpochDay * FeelTime.NanosecondsPerDay) + NanosecondOfDay - ((Offset ?? 0) * FeelTime.NanosecondsPerSecond);

    /// <summary>A day and a time of it, in the time's zone.</summary>
    public static FeelDateTime From(FeelDate date, FeelTime time) => new(date, time.NanosecondOfDay, time.Zone);

    /// <summary>The same moment with the same offset, to 100 nanoseconds.</summary>
    public static FeelDateTime From(DateTimeOffset moment)
    {
        var day = FeelDate.From(moment.Year, moment.Month, moment.Day)!.Value;
        return new(day, moment.TimeOfDay.Ticks * 100, FeelZone.FromOffset((long)moment.Offset.TotalSeconds));
    }

    /// <summary>
    /// A date, and behind a <c>T</c> a time that may be 24:00:00; a date alone is its midnight; null for anything else.
    /// </summary>
    public static FeelDateTime? Parse(ReadOnlySpan<char> text)
    {
        var separator = text.IndexOf('T');
        if (FeelDate.Parse(separator < 0 ? text : text[..separator]) is not { } date)
        {
            return null;
        }

        if (separator < 0)
        {
            return new(date, 0, null);
        }

        var rest = text[(separator + 1)..];
        if (rest.StartsWith("24:00:00", StringComparison.Ordinal))
        {
            return FeelTime.Parse(string.Concat("00:00:00", rest[8..])) is { NanosecondOfDay: 0 } midnight && FeelDate.FromEpochDay(date.EpochDay + 1) is { } next
                ? new(next, 0, midnight.Zone)
                : null;
        }

        return FeelTime.Parse(rest) is { } time ? From(date, time) : null;
    }

    /// <summary>
    /// So much later on the clock of its own offset; in a zone the instant is moved and the clock read there. Null beyond the years there are.
    /// </summary>
    public FeelDateTime? Add(Int128 nanoseconds)
    {
        var local = ((Int128)Date.EpochDay * FeelTime.NanosecondsPerDay) + NanosecondOfDay;
        if (Zone is not { Id: not null })
        {
            return FromLocal(local + nanoseconds, Zone);
        }

        if (FromLocal(EpochNanosecond + nanoseconds, null) is not { } moved)
        {
            return null;
        }

        var offset = Zone.OffsetAtUtc(moved.Date, moved.NanosecondOfDay);
        return FromLocal(EpochNanosecond + nanoseconds + (offset * (Int128)FeelTime.NanosecondsPerSecond), Zone) is { } read
            ? read with { IsEarlier = read.Offset != offset }
            : null;
    }

    /// <summary>The same day and time some months later, or that month's last day; null beyond the years there are.</summary>
    public FeelDateTime? AddMonths(long months) => Date.AddMonths(months) is { } date ? new(date, NanosecondOfDay, Zone) : null;

    /// <summary><c>2017-12-31T10:20:30.5+08:00</c>, or with <c>@Asia/Shanghai</c> for a named zone.</summary>
    public override string ToString() => $"{Date}T{Time}";

    private static FeelDateTime? FromLocal(Int128 nanoseconds, FeelZone? zone)
    {
        var day = nanoseconds / FeelTime.NanosecondsPerDay;
        var rest = nanoseconds % FeelTime.NanosecondsPerDay;
        if (rest < 0)
        {
            (day, rest) = (day - 1, rest + FeelTime.NanosecondsPerDay);
        }

        return Int128.Abs(day) <= long.MaxValue && FeelDate.FromEpochDay((long)day) is { } date ? new(date, (long)rest, zone) : null;
    }
}
