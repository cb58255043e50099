using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;

namespace LowCode.Work.Statistics;

/// <summary>Figures over the cases created in a period. Cases flagged <c>time-before-predecessor</c> count, but are left out of durations.</summary>
/// <param name="ClosedLate">Of those with a due time, closed after it.</param>
/// <param name="OverdueOpen">Open and past their due time.</param>
/// <param name="MedianHours">From creation to closing, nearest rank; null: nothing closed.</param>
/// <param name="P90Hours">The same at 90 %.</param>
public sealed record CaseStatistics(
    int Total,
    int Open,
    int Closed,
    int Rejected,
    int ClosedWithDue,
    int ClosedLate,
    int OverdueOpen,
    double? MedianHours,
    double? P90Hours,
    IReadOnlyList<CountBy> ByStatus,
    IReadOnlyList<CountBy> ByDepartment,
    IReadOnlyList<CountBy> ByClass,
    IReadOnlyList<CasesPerDay> Trend)
{
    /// <summary>What one entry of the trend counts: a day, or a month, whose entry bears its first day.</summary>
    public TrendUnit TrendUnit { get; init; }

    /// <summary>按期结案率: share of the closed cases with a due time that were closed by it; null: there are none.</summary>
    public double? OnTimeRate => ClosedWithDue == 0 ? null : (double)(ClosedWithDue - ClosedLate) / ClosedWithDue;
}

/// <param name="Key">Code; null: not set.</param>
/// <param name="Label">In the reader's language.</param>
public sealed record CountBy(string? Key, string Label, int Total, int Closed, int Late);

/// <param name="Day">In the tenant's time zone.</param>
public sealed record CasesPerDay(DateOnly Day, int Opened, int Closed);

public enum TrendUnit
{
    Day,
    Month,
}

/// <summary>Port: the raw figures; labels are keys, and the trend holds only days on which something happened.</summary>
public interface IStatisticsQueries
{
    /// <param name="zone">Days of the trend are days there.</param>
    Task<CaseStatistics> ReadAsync(TenantId tenant, StatisticsPeriod period, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>Half-open: created at or after <paramref name="From"/> and before <paramref name="Before"/>; null: unbounded.</summary>
public sealed record StatisticsPeriod(DateTimeOffset? From, DateTimeOffset? Before);
