using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>A case through all steps in browsers, each step by the person whose it is, in Chinese, at a desk and on a phone.</summary>
public sealed class CaseJourneyTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Case_goes_through_all_steps_by_different_people(int width)
    {
        var grid = await Person.SignInAsync(product, "grid", width);
        var number = await grid.ReportAsync($"望澜路井盖破损 {width}");
        await grid.ShotAsync("reported");

        var acceptor = await Person.SignInAsync(product, "acceptor", width);
        await acceptor.OpenTaskAsync(number, "accept");
        await acceptor.FillAsync("acceptNote", "情况属实，予以立案。");
        await acceptor.CompleteAsync("accept");

        await DispatchAsync(width, number, "HWZ");
        var wrong = await Person.SignInAsync(product, "handler-hwz", width);
        await wrong.OpenTaskAsync(number, "handle");
        await wrong.CompleteAsync("send-back", "不属于环卫职责，建议派城市管理局。");

        await DispatchAsync(width, number, "CGJ");
        var handler = await Person.SignInAsync(product, "handler-cgj", width);
        await HandleAsync(handler, number, "已更换井盖。");
        await FeedBackAsync(handler, number);

        var verifier = await Person.SignInAsync(product, "verifier", width);
        await VerifyAsync(verifier, number, "fail", "现场井盖仍有松动。");
        await HandleAsync(handler, number, "已重新固定井盖。");
        await FeedBackAsync(handler, number);
        await VerifyAsync(verifier, number, "pass", null);

        await grid.GoAsync($"/cases/{number}");
        await Assertions.Expect(grid.Page.Test("status").First).ToHaveAttributeAsync("data-status", "closed");
        await grid.ShotAsync("closed");
        var outcomes = await grid.Page.Locator("[data-test=timeline-event][data-kind=task-completed]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.outcome)");
        Assert.Equal(
            ["accept", "dispatch", "send-back", "dispatch", "done", "submit", "fail", "done", "submit", "pass"],
            outcomes.Reverse());
    }

    [Fact]
    public async Task Person_of_the_public_reports_and_looks_the_case_up()
    {
        const string Phone = "13800138000";
        var anyone = await Person.PublicAsync(product, 390);
        var number = await anyone.ReportAsPublicAsync("云岭大道垃圾堆放", Phone);
        await anyone.ShotAsync("reported");

        await anyone.GoAsync("/public/demo/lookup");
        await anyone.Page.Test("lookup-number").FillAsync(number);
        await anyone.Page.Test("lookup-phone").FillAsync("13900000000");
        await anyone.Page.Test("lookup-submit").ClickAsync();
        await anyone.Page.Test("lookup-rejection").WaitForAsync();
        await anyone.Page.Test("lookup-phone").FillAsync(Phone);
        await anyone.Page.Test("lookup-submit").ClickAsync();
        await Assertions.Expect(anyone.Page.Test("lookup-result")).ToContainTextAsync(number);
        await anyone.ShotAsync("looked-up");

        var acceptor = await Person.SignInAsync(product, "acceptor", 1280);
        await acceptor.OpenTaskAsync(number, "accept");
        await acceptor.CompleteAsync("reject", "经核实已清理，不予受理。");
        await acceptor.GoAsync($"/cases/{number}");
        await Assertions.Expect(acceptor.Page.Test("status").First).ToHaveAttributeAsync("data-status", "rejected");
    }

    private async Task DispatchAsync(int width, string number, string department)
    {
        var dispatcher = await Person.SignInAsync(product, "dispatcher", width);
        await dispatcher.OpenTaskAsync(number, "dispatch");
        await dispatcher.Page.Test("field-departmentCode").SelectOptionAsync(department);
        await dispatcher.FillAsync("dispatchNote", "请尽快处置。");
        await dispatcher.CompleteAsync("dispatch");
    }

    private static async Task HandleAsync(Person handler, string number, string result)
    {
        await handler.OpenTaskAsync(number, "handle");
        await handler.FillAsync("handleResult", result);
        await handler.FillAsync("handledOn", "2026-11-24");
        await handler.CompleteAsync("done");
    }

    private static async Task FeedBackAsync(Person handler, string number)
    {
        await handler.OpenTaskAsync(number, "feedback");
        await handler.Page.Test("field-feedbackResult-solved").CheckAsync();
        await handler.FillAsync("feedbackNote", "处置完毕，请核查。");
        await handler.CompleteAsync("submit");
    }

    private static async Task VerifyAsync(Person verifier, string number, string outcome, string? comment)
    {
        await verifier.OpenTaskAsync(number, "verify");
        await verifier.Page.Test("field-verifyMethod-on-site").CheckAsync();
        await verifier.FillAsync("verifyResult", outcome == "pass" ? "现场核查合格。" : "现场核查不合格。");
        await verifier.CompleteAsync(outcome, comment);
    }
}
