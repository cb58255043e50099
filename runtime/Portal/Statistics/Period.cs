using LowCode.Portal.Layout;
using LowCode.Work.Statistics;

namespace LowCode.Portal.Statistics;

/// <summary>The period of the statistics page as its address spells it.</summary>
/// <param name="From">For a period of one's own: its first day; null: from the beginning.</param>
/// <param name="To">Its last day, included; null: until now.</param>
public sealed record Period(PeriodKind Kind, DateOnly? From, DateOnly? To)
{
    /// <param name="today">The day on the tenant's clock.</param>
    public (DateOnly? From, DateOnly? To) Days(DateOnly today) => Kind switch
    {
        PeriodKind.Month => (new DateOnly(today.Year, today.Month, 1), today),
        PeriodKind.Days30 => (today.AddDays(-29), today),
        PeriodKind.Year => (new DateOnly(today.Year, 1, 1), today),
        PeriodKind.All => (null, null),
        PeriodKind.Custom => (From, To),
        _ => throw new InvalidOperationException($"Expected a kind of period, but got {Kind}."),
    };

    public StatisticsPeriod In(TimeZoneInfo zone, DateTimeOffset now)
    {
        var (from, to) = Days(WallClock.DayOf(now, zone));
        return new StatisticsPeriod(
            from is { } first ? WallClock.StartOf(first, zone) : null,
            to is { } last && last < DateOnly.MaxValue ? WallClock.StartOf(last.AddDays(1), zone) : null);
    }
}

public enum PeriodKind
{
    Days30,
    Month,
    Year,
    All,
    Custom,
}
