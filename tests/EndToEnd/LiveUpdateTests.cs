using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>What others do appears without reloading, and never touches what one is typing.</summary>
public sealed class LiveUpdateTests(Product product)
{
    [Fact]
    public async Task New_case_appears_in_the_inbox_of_others_without_reload()
    {
        var acceptor = await Person.SignInAsync(product, "acceptor", 1280);
        await acceptor.GoAsync("/tasks");
        await acceptor.Page.EvaluateAsync("window.notReloaded = true");
        var grid = await Person.SignInAsync(product, "grid", 1280);

        var number = await grid.ReportAsync("实时更新");

        await acceptor.Page.Locator($"[data-test=task-row][data-number='{number}']").WaitForAsync();
        Assert.True(await acceptor.Page.EvaluateAsync<bool>("window.notReloaded === true"));
    }

    [Fact]
    public async Task Typing_stays_when_somebody_else_completes_the_same_task()
    {
        const string Typed = "正在填写的意见";
        var grid = await Person.SignInAsync(product, "grid", 1280);
        var number = await grid.ReportAsync("两人同办");
        var first = await Person.SignInAsync(product, "acceptor", 1280);
        await first.OpenTaskAsync(number, "accept");
        await first.FillAsync("acceptNote", Typed);

        var second = await Person.SignInAsync(product, "admin", 1280);
        await second.OpenTaskAsync(number, "accept");
        await second.CompleteAsync("accept");

        await first.Page.Test("task-taken").WaitForAsync();
        await Assertions.Expect(first.Page.Test("field-acceptNote")).ToHaveValueAsync(Typed);
        await first.ShotAsync("taken-while-typing");
    }
}
