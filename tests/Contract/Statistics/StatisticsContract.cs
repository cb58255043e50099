using LowCode.Definitions.CaseTypes;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.Statistics;
using Xunit;

namespace LowCode.Tests.Contract.Statistics;

/// <summary>The figures, against cases that can be counted by hand.</summary>
public abstract class StatisticsContract : StoreContract
{
    private static readonly StatisticsPeriod Always = new(null, null);

    [Fact]
    public async Task Nothing_gives_zeros_and_no_median()
    {
        var figures = await ReadAsync(Always);

        Assert.Equal(0, figures.Total);
        Assert.Null(figures.MedianHours);
        Assert.Null(figures.OnTimeRate);
        Assert.Empty(figures.Trend);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 2, 4)]
    [InlineData(5, 3, 5)]
    [InlineData(10, 5, 9)]
    [InlineData(11, 6, 10)]
    public async Task Median_and_ninetieth_percentile_are_nearest_rank(int count, double median, double p90)
    {
        for (var hours = 1; hours <= count; hours++)
        {
            await AddAsync($"c{hours}", Closed(hours));
        }

        var figures = await ReadAsync(Always);

        Assert.Equal((median, p90), (figures.MedianHours, figures.P90Hours));
    }

    [Fact]
    public async Task Cases_whose_times_are_flagged_count_but_are_left_out_of_durations()
    {
        await AddAsync("c1", Closed(2));
        await AddAsync("c2", r => Closed(100)(r) with { CountsInDurations = false });

        var figures = await ReadAsync(Always);

        Assert.Equal((2, 2.0, 2.0), (figures.Closed, figures.MedianHours, figures.P90Hours));
    }

    [Fact]
    public async Task Phases_lateness_and_groups_are_counted()
    {
        await AddAsync("late", r => Closed(5)(r) with { Row = Closed(5)(r).Row with { DueAt = Burst.Noon.AddHours(4) } });
        await AddAsync("timely", r => Closed(3)(r) with { Row = Closed(3)(r).Row with { DueAt = Burst.Noon.AddHours(4) } });
        await AddAsync("undue", Closed(1));
        await AddAsync("rejected", r => r with { Row = r.Row with { Phase = CasePhase.Rejected, Status = "rejected", Department = null } });
        await AddAsync("overdue", r => r with { Row = r.Row with { DueAt = Burst.Noon.AddHours(1), ClassCode = "E-02" } });

        var figures = await ReadAsync(Always);

        Assert.Equal((5, 1, 3, 1), (figures.Total, figures.Open, figures.Closed, figures.Rejected));
        Assert.Equal((2, 1, 1), (figures.ClosedWithDue, figures.ClosedLate, figures.OverdueOpen));
        Assert.Equal(0.5, figures.OnTimeRate);
        Assert.Equal(["D1:4/3/1", ":1/0/0"], figures.ByDepartment.Select(c => $"{c.Key}:{c.Total}/{c.Closed}/{c.Late}"));
        Assert.Equal(["closed:3", "rejected:1", "reported:1"], figures.ByStatus.Select(c => $"{c.Key}:{c.Total}"));
        Assert.Equal(["E-01:4", "E-02:1"], figures.ByClass.Select(c => $"{c.Key}:{c.Total}"));
    }

    [Fact]
    public async Task Trend_counts_by_the_days_that_were_written()
    {
        await AddAsync("c1", Closed(24), closedDay: new DateOnly(2026, 11, 25));
        await AddAsync("c2", r => r);

        var figures = await ReadAsync(Always);

        Assert.Equal([new CasesPerDay(new DateOnly(2026, 11, 24), 2, 0), new CasesPerDay(new DateOnly(2026, 11, 25), 0, 1)], figures.Trend);
    }

    [Fact]
    public async Task Period_is_of_the_creation_and_half_open()
    {
        await AddAsync("c1", r => r);
        await AddAsync("c2", r => r with { Row = r.Row with { CreatedAt = Burst.Noon.AddHours(1) } });

        Assert.Equal(1, (await ReadAsync(new StatisticsPeriod(Burst.Noon, Burst.Noon.AddHours(1)))).Total);
        Assert.Equal(1, (await ReadAsync(new StatisticsPeriod(Burst.Noon.AddHours(1), null))).Total);
    }

    private static Func<CaseRecord, CaseRecord> Closed(double hours) =>
        r => r with { Row = r.Row with { Phase = CasePhase.Closed, Status = "closed", ClosedAt = Burst.Noon.AddHours(hours) } };

    private Task<CaseStatistics> ReadAsync(StatisticsPeriod period) =>
        Store.Get<IStatisticsQueries>().ReadAsync(Burst.Tenant, period, TimeZoneInfo.Utc, Burst.Noon.AddHours(10), Cancellation);

    private async Task AddAsync(string id, Func<CaseRecord, CaseRecord> change, DateOnly? closedDay = null)
    {
        var burst = Burst.StartCase("i-" + id, id);
        var written = burst with { Case = burst.Case! with { Record = change(burst.Case.Record), ClosedDay = closedDay } };
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(written, Cancellation));
    }
}
