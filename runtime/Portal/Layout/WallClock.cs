using System.Globalization;
using LowCode.FormUi;

namespace LowCode.Portal.Layout;

/// <summary>Times as people of a tenant read them.</summary>
public static class WallClock
{
    /// <summary><c>2026-11-24 16:05</c>, in both languages.</summary>
    public static string Show(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>In its two largest units: <c>3 天 4 小时</c>, <c>25 分钟</c>; at least one minute.</summary>
    public static string Show(TimeSpan span)
    {
        var minutes = Math.Max(1, (long)span.Duration().TotalMinutes);
        var (days, hours) = (minutes / 1440, minutes / 60 % 24);
        return (days, hours) switch
        {
            ( > 0, > 0) => $"{Texts.Days.With(days)} {Texts.Hours.With(hours)}",
            ( > 0, _) => Texts.Days.With(days),
            (_, > 0) when minutes % 60 > 0 => $"{Texts.Hours.With(hours)} {Texts.Minutes.With(minutes % 60)}",
            (_, > 0) => Texts.Hours.With(hours),
            _ => Texts.Minutes.With(minutes),
        };
    }

    /// <summary>Midnight of a day on the tenant's clock; the beginning of time where that lies before it.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.GetUtcOffset(local);
        return local.Ticks < offset.Ticks ? DateTimeOffset.MinValue : new DateTimeOffset(local, offset);
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
