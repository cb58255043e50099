using LowCode.Tests.Databases;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>A database that is away: who is at work is told, keeps what was typed, and goes on when it is back, without reloading.</summary>
public sealed class StoreTroubleTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Database_that_stops_is_told_on_the_open_page_and_the_report_is_sent_when_it_is_back(int width)
    {
        const string Title = "停库前填写的事件";
        await using var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync("CREATE DATABASE trouble");
        await using var host = new HostProcess(cluster.Connection("trouble"));
        await host.StartAsync();
        var grid = await Person.SignInAsync(product, "grid", width, host);
        await grid.GoAsync("/report");
        await grid.FillAsync("title", Title);
        await grid.Page.EvaluateAsync("window.notReloaded = true");

        await cluster.StopAsync();

        var notice = grid.Page.Test("store-notice");
        await notice.WaitForAsync();
        await Assertions.Expect(notice).ToContainTextAsync("数据库暂时无法连接");
        await Assertions.Expect(grid.Page.Test("field-title")).ToHaveValueAsync(Title);
        await grid.ShotAsync("store-away");

        await cluster.StartAsync();

        await notice.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        var number = await grid.FinishReportAsync();
        Assert.NotEmpty(number);
        Assert.True(await grid.Page.EvaluateAsync<bool>("window.notReloaded === true"));
    }
}
