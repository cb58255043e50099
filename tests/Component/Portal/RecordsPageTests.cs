using Bunit;
using LowCode.Portal.Records;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class RecordsPageTests
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("where=title%3Acontains%3A破损", 1)]
    [InlineData("where=channel%3Aeq%3Ahotline", 2)]
    [InlineData("where=channel%3Aeq%3Agrid", 0)]
    [InlineData("where=handledOn%3Aempty&where=title%3Astarts%3A路面", 1)]
    public async Task Address_narrows_the_list(string query, int expected)
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync("路面破损");
        await screen.ReportAsync("路灯不亮");

        var page = await screen.ShowAsync<RecordsPage>(screen.Acceptor, $"/records?{query}");

        page.WaitForState(() => page.FindAll("[data-test=loading]").Count == 0);
        Assert.Equal(expected, page.FindAll("[data-test=record-row]").Count);
        Assert.Equal(expected == 0, page.Markup.Contains("没有符合条件的结果", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filters_and_order_go_into_the_address_and_into_the_file()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();
        var page = await screen.ShowAsync<RecordsPage>(screen.Acceptor, "/records?page=3");

        page.WaitForElement("[data-test=record-channel] select").Change("hotline");
        Assert.Equal("/records?type=event&where=channel%3Aeq%3Ahotline", screen.Path);
        page.WaitForElement("[data-test=record-handleCost] input").Change("１00");
        Assert.Equal("/records?type=event&where=channel%3Aeq%3Ahotline&where=handleCost%3Afrom%3A100", screen.Path);

        page = await screen.ShowAsync<RecordsPage>(screen.Acceptor, "/records?type=event&where=channel%3Aeq%3Ahotline&sort=title");
        var row = page.WaitForElement("[data-test=record-row]");
        Assert.Equal(("路面破损", "热线电话"), (row.QuerySelector("[data-field=title]")!.TextContent.Trim(), row.QuerySelector("[data-field=channel]")!.TextContent.Trim()));
        Assert.Equal("/api/records/event/file?where=channel%3Aeq%3Ahotline&format=csv", page.Find("[data-test=records-csv]").GetAttribute("href"));
        Assert.Equal("/api/records/event/print?where=channel%3Aeq%3Ahotline&sort=title", page.Find("[data-test=records-print]").GetAttribute("href"));
        Assert.Equal("/records?type=event&where=channel%3Aeq%3Ahotline&sort=title&ascending=true", page.Find("th[aria-sort=descending] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Search_that_makes_no_sense_is_told_and_can_be_cleared()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await screen.ReportAsync();

        var page = await screen.ShowAsync<RecordsPage>(screen.Acceptor, "/records?type=event&where=handleCost%3Afrom%3Amuch");

        Assert.Contains("收到“much”", page.WaitForElement("[data-test=records-problem]").TextContent, StringComparison.Ordinal);
        page.Find("[data-test=records-problem] button").Click();
        Assert.Equal("/records?type=event", screen.Path);
    }
}
