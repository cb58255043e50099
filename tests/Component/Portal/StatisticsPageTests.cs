using Bunit;
using LowCode.Portal.Statistics;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class StatisticsPageTests
{
    [Fact]
    public async Task Period_without_cases_says_so()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<StatisticsPage>(screen.Acceptor, "/statistics");

        page.WaitForAssertion(() => Assert.Contains("该区间没有案件", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Figures_count_the_cases_of_the_period()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();
        await screen.ReportAsync();

        var page = await screen.ShowAsync<StatisticsPage>(screen.Acceptor, "/statistics?period=all");

        Assert.Equal("2", page.WaitForElement("[data-test=figure-total]").TextContent);
        Assert.Equal("—", page.Find("[data-test=figure-on-time]").TextContent);
        Assert.Contains("路面破损", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_period_starts_as_what_was_shown_before()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await screen.ShowAsync<StatisticsPage>(screen.Acceptor, "/statistics?period=month");

        page.Find("[data-test=period]").Change("Custom");

        Assert.Equal("/statistics?period=custom&from=2026-11-01&to=2026-11-24", screen.Path);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(6, 2, 6)]
    [InlineData(64, 20, 80)]
    [InlineData(986, 200, 1000)]
    public void Scale_of_a_chart_has_round_steps(int largest, int step, int top) => Assert.Equal(new RoundScale(step, top), RoundScale.For(largest));

    [Theory]
    [InlineData(3.75, "3.8 小时")]
    [InlineData(432.1, "18.0 天")]
    [InlineData(null, "—")]
    public async Task Hours_are_shown_as_days_when_they_are_many(double? hours, string expected)
    {
        await using var screen = await PortalScreen.OpenAsync();

        Assert.Equal(expected, Figure.Hours(hours));
    }
}
