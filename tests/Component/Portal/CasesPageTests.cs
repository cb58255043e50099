using Bunit;
using LowCode.Portal.Cases;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class CasesPageTests
{
    [Fact]
    public async Task Tenant_without_cases_says_so()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<CasesPage>(screen.Acceptor, "/cases");

        page.WaitForAssertion(() => Assert.Contains("还没有案件", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("q=破损", 1)]
    [InlineData("q=望澜路", 2)]
    [InlineData("status=reported", 1)]
    [InlineData("status=accepted", 1)]
    [InlineData("class=E-01", 2)]
    [InlineData("class=E-02", 0)]
    [InlineData("from=2026-11-24&to=2026-11-24", 2)]
    [InlineData("from=2026-11-25", 0)]
    [InlineData("overdue=true", 0)]
    public async Task Address_narrows_the_list(string query, int expected)
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync("路面破损");
        await screen.AcceptElsewhereAsync(await screen.OpenTaskOfAsync(await screen.ReportAsync("路灯不亮")));

        var page = await screen.ShowAsync<CasesPage>(screen.Acceptor, $"/cases?{query}");

        page.WaitForState(() => page.FindAll("[data-test=loading]").Count == 0);
        Assert.Equal(expected, page.FindAll("[data-test=case-row]").Count);
    }

    [Fact]
    public async Task Chosen_filters_go_into_the_address_and_the_page_starts_anew()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();
        var page = await screen.ShowAsync<CasesPage>(screen.Acceptor, "/cases?page=3");

        page.WaitForElement("[data-test=filter-status]").Change("closed");
        Assert.Equal("/cases?status=closed", screen.Path);

        page.Find("[data-test=filter-from]").Change("2026/11/1");
        Assert.Equal("/cases?status=closed&from=2026-11-01", screen.Path);
    }

    [Fact]
    public async Task Column_that_sorts_turns_round_when_chosen_again()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();

        var page = await screen.ShowAsync<CasesPage>(screen.Acceptor, "/cases?sort=due&ascending=true");

        page.WaitForElement("[data-test=case-row]");
        var due = page.Find("th[aria-sort=ascending] a");
        Assert.Equal("办理时限", due.TextContent.Replace("↑", "", StringComparison.Ordinal).Trim());
        Assert.EndsWith("/cases?sort=due", due.GetAttribute("href"), StringComparison.Ordinal);
    }
}
