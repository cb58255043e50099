using LowCode.Work.Statistics;
using Xunit;

namespace LowCode.Tests.Unit.Work.Statistics;

public sealed class TrendSeriesTests
{
    private static readonly DateOnly _first = new(2026, 1, 30);

    [Fact]
    public void Days_without_cases_are_zeros_between_first_and_last()
    {
        CasesPerDay[] days = [new(_first, 2, 0), new(_first.AddDays(3), 1, 4)];

        Assert.Equal(
            [new CasesPerDay(_first, 2, 0), new CasesPerDay(_first.AddDays(1), 0, 0), new CasesPerDay(_first.AddDays(2), 0, 0), new CasesPerDay(_first.AddDays(3), 1, 4)],
            TrendSeries.Of(days));
    }

    [Theory]
    [InlineData(TrendSeries.MostDays, TrendUnit.Day, TrendSeries.MostDays)]
    [InlineData(TrendSeries.MostDays + 1, TrendUnit.Month, 5)]
    public void Trend_is_by_month_when_the_days_are_too_many(int span, TrendUnit unit, int entries)
    {
        CasesPerDay[] days = [new(_first, 1, 0), new(_first.AddDays(span - 1), 1, 0)];

        Assert.Equal(unit, TrendSeries.UnitOf(days));
        Assert.Equal(entries, TrendSeries.Of(days).Count);
    }

    [Fact]
    public void Months_sum_their_days_and_bear_their_first_day()
    {
        CasesPerDay[] days = [new(new DateOnly(2025, 11, 3), 1, 0), new(new DateOnly(2025, 11, 28), 2, 1), new(new DateOnly(2026, 2, 28), 0, 5)];

        Assert.Equal(
            [
                new CasesPerDay(new DateOnly(2025, 11, 1), 3, 1),
                new CasesPerDay(new DateOnly(2025, 12, 1), 0, 0),
                new CasesPerDay(new DateOnly(2026, 1, 1), 0, 0),
                new CasesPerDay(new DateOnly(2026, 2, 1), 0, 5),
            ],
            TrendSeries.Of(days));
    }

    [Fact]
    public void Trend_of_nothing_is_empty() => Assert.Empty(TrendSeries.Of([]));
}
