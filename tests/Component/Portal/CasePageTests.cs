using Bunit;
using LowCode.Portal.Cases;
using LowCode.Tests.Component.Work;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class CasePageTests
{
    [Fact]
    public async Task Case_shows_how_far_it_is_and_what_was_filled_in()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await screen.AcceptElsewhereAsync(await screen.OpenTaskOfAsync(opened));

        var page = await ShowAsync(screen, opened.Number);

        Assert.Equal("路面破损", page.Find("h1").TextContent);
        Assert.Equal("待派遣", page.Find("[data-test=status]").TextContent);
        Assert.Equal(
            ["done", "done", "now", "open", "open", "open", "open"],
            page.FindAll("[data-test^=stage-]").Select(s => s.GetAttribute("data-state")));
        Assert.Contains("13800000000", page.Find("[data-test=reading-reporterPhone]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-test=reading-title]"));
        Assert.Equal("now", page.Find("[data-test=process-step][data-step=dispatch]").GetAttribute("data-state"));
        Assert.Equal("visited", page.Find("[data-test=process-step][data-step=accept]").GetAttribute("data-state"));
    }

    [Fact]
    public async Task Field_that_several_forms_show_stands_where_it_is_filled_in()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        var task = await screen.OpenTaskOfAsync(opened);
        var data = new System.Text.Json.Nodes.JsonObject { ["classCode"] = "E-01-902", ["grade"] = "IV", ["acceptNote"] = "情况属实" };
        await screen.Get<LowCode.Work.Handling.CompleteTask>().HandleAsync(
            screen.Acceptor, new(task, "accept", data, null, "accept"), PortalScreen.Cancellation);

        var page = await ShowAsync(screen, opened.Number);

        var section = Assert.Single(page.FindAll(".lc-section"), s => s.QuerySelector("[data-test=reading-acceptNote]") is not null);
        Assert.Equal("受理信息", section.QuerySelector("h3")!.TextContent);
        Assert.Single(page.FindAll("[data-test=reading-acceptNote]"));
    }

    [Fact]
    public async Task Timeline_leaves_out_that_a_task_was_opened_once_it_is_done()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await screen.AcceptElsewhereAsync(await screen.OpenTaskOfAsync(opened));

        var page = await ShowAsync(screen, opened.Number);

        var waiting = Assert.Single(page.FindAll("[data-test=timeline-event][data-kind=task-opened]"));
        Assert.Contains("派遣", waiting.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_case_ended_at_the_stage_it_reached()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await screen.Get<LowCode.Work.Handling.CompleteTask>().HandleAsync(
            screen.Acceptor,
            new(await screen.OpenTaskOfAsync(opened), "reject", [], "重复上报", "reject"),
            PortalScreen.Cancellation);

        var page = await ShowAsync(screen, opened.Number);

        Assert.Equal(
            ["done", "ended", "open", "open", "open", "open", "open"],
            page.FindAll("[data-test^=stage-]").Select(s => s.GetAttribute("data-state")));
        Assert.Contains("流程已结束", page.Find("[data-test=process]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_page_follows_what_others_do()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        var page = await ShowAsync(screen, opened.Number);
        Assert.Equal("待受理", page.Find("[data-test=status]").TextContent);

        await screen.AcceptElsewhereAsync(await screen.OpenTaskOfAsync(opened));

        page.WaitForState(() =>
        {
            screen.Time.Advance(TimeSpan.FromMilliseconds(300));
            return page.Find("[data-test=status]").TextContent == "待派遣";
        });
    }

    [Fact]
    public async Task Unknown_number_is_said_to_be_missing()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<CasePage>(screen.Acceptor, "/cases/SJ0", p => p.Add(c => c.Number, "SJ0"));

        page.WaitForAssertion(() => Assert.Contains("没有找到编号为 SJ0 的案件", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_that_the_case_started_are_shown_under_their_names_with_their_steps()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var work = await ChildCaseTests.WithAsync(
            Processes.Sequence("parent", ChildCaseTests.Starts("Elsa.ExecuteWorkflow", "child"), ChildCaseTests.Task("last")),
            Processes.Sequence("child", Processes.LineOf("done", "1"), ChildCaseTests.Task("first")));
        await using var screen = PortalScreen.Over(work);
        var opened = await ChildCaseTests.OpenAsync(work);

        var page = await screen.ShowAsync<CasePage>(screen.Administrator, $"/cases/{opened.Number}", p => p.Add(c => c.Number, opened.Number));
        page.WaitForElement("[data-test=child-process]");

        var child = Assert.Single(page.FindAll("[data-test=child-process]"));
        Assert.Equal("子流程：child", child.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            ["done:visited", "first:now"],
            child.QuerySelectorAll("[data-test=process-step]").Select(s => $"{s.GetAttribute("data-step")}:{s.GetAttribute("data-state")}"));
        Assert.Equal(page.FindAll("marker").Count, page.FindAll("marker").Select(m => m.Id).Distinct().Count());
    }

    private static async Task<IRenderedComponent<CasePage>> ShowAsync(PortalScreen screen, string number)
    {
        var page = await screen.ShowAsync<CasePage>(screen.Acceptor, $"/cases/{number}", p => p.Add(c => c.Number, number));
        page.WaitForElement("[data-test=process]");
        return page;
    }
}
