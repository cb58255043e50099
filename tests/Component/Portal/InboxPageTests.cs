using Bunit;
using LowCode.Portal.Inbox;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class InboxPageTests
{
    [Fact]
    public async Task Empty_inbox_says_so()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");

        page.WaitForAssertion(() => Assert.Contains("没有待办任务", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_are_listed_with_words_instead_of_codes_and_times_of_the_tenant()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");

        var row = page.WaitForElement($"[data-test=task-row][data-number={opened.Number}]");
        Assert.Equal("accept", row.GetAttribute("data-step"));
        Assert.Contains("市政公用设施异常 / 路面破损", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-11-24 09:00", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/tasks/{await screen.OpenTaskOfAsync(opened)}", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Late_and_nearly_late_tasks_are_marked_with_words()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");
        Assert.Matches("^剩余 .+", page.WaitForElement("[data-test=due-soon]").TextContent);

        screen.Time.Advance(TimeSpan.FromHours(50));
        page.Render();
        page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");
        Assert.Matches("^已超期 2 天", page.WaitForElement("[data-test=overdue]").TextContent);
    }

    [Fact]
    public async Task Task_that_somebody_else_brings_appears_by_itself()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");
        page.WaitForElement("[data-test=notice]");

        var opened = await screen.ReportAsync();

        page.WaitForState(() =>
        {
            screen.Time.Advance(TimeSpan.FromMilliseconds(300));
            return page.FindAll($"[data-number={opened.Number}]").Count == 1;
        });
    }

    [Fact]
    public async Task Filters_come_from_the_address_and_go_there()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync("路面破损");
        await screen.ReportAsync("树木倒伏");

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks?q=树木");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-test=task-row]")));
        Assert.Equal("树木", page.Find("[data-test=search]").GetAttribute("value"));

        page.Find("[data-test=filter-step]").Change("dispatch");
        Assert.Equal($"/tasks?q={Uri.EscapeDataString("树木")}&step=dispatch", screen.Path);
    }

    [Fact]
    public async Task Filter_that_finds_nothing_offers_to_clear_it()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks?q=没有");

        page.WaitForAssertion(() => Assert.Contains("没有符合条件的结果", page.Markup, StringComparison.Ordinal));
        Assert.Equal("/tasks", page.Find("[data-test=notice] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Done_tasks_show_how_they_were_done()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await screen.AcceptElsewhereAsync(await screen.OpenTaskOfAsync(opened));

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks/done");

        var row = page.WaitForElement($"[data-test=task-row][data-number={opened.Number}]");
        Assert.Contains("受理", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("已办", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Long_list_is_paged_by_links()
    {
        await using var screen = await PortalScreen.OpenAsync();
        for (var i = 0; i < 21; i++)
        {
            await screen.ReportAsync();
        }

        var page = await screen.ShowAsync<InboxPage>(screen.Acceptor, "/tasks");

        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll("[data-test=task-row]").Count));
        Assert.Contains("共 21 条，第 1 / 2 页", page.Find("[data-test=total]").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/tasks?page=2", page.Find("[data-test=page-next]").GetAttribute("href"), StringComparison.Ordinal);
    }
}
