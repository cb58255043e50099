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

        // And who filled it in, from nothing to what it says.
        var change = page.Find("[data-test=history-change][data-field=acceptNote]");
        Assert.Equal(["原值无", "新值情况属实"], change.QuerySelectorAll("dd").Select(d => string.Concat(d.TextContent.Where(c => !char.IsWhiteSpace(c)))));
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

    [Theory]
    [InlineData("zh-CN", "流程停下的原因", "脚本第 1 行第 7 列出错：no way", "子流程：child")]
    [InlineData("en", "Why the process stands still", "no way (line 1, column 7)", "Child process: child")]
    public async Task Case_tells_whoever_manages_processes_why_its_process_stands_still_in_their_language(string language, string title, string text, string process)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var bad = Processes.LineOf("bad", "throw new Error('no way')");
        bad["metadata"] = new System.Text.Json.Nodes.JsonObject { ["displayTexts"] = new System.Text.Json.Nodes.JsonObject { ["zh-CN"] = "计算", ["en"] = "Compute" } };
        var work = await ChildCaseTests.WithAsync(
            Processes.Sequence("parent", ChildCaseTests.Starts("Elsa.ExecuteWorkflow", "child"), ChildCaseTests.Task("last")), Processes.Sequence("child", bad));
        await using var screen = PortalScreen.Over(work);
        var opened = await ChildCaseTests.OpenAsync(work);

        var page = await screen.ShowAsync<CasePage>(screen.Administrator, $"/cases/{opened.Number}", p => p.Add(c => c.Number, opened.Number));
        page.WaitForElement("[data-test=standstill]");

        Assert.Equal(title, page.Find("[data-test=standstill] h2").TextContent);
        var reason = Assert.Single(page.FindAll("[data-test=standstill-reason]"));
        Assert.Equal(language == "en" ? "Compute" : "计算", reason.QuerySelector("strong")!.TextContent);
        Assert.NotNull(reason.QuerySelector("time"));
        Assert.Equal(text, reason.QuerySelector(".text")!.TextContent);
        Assert.Equal(process, reason.QuerySelector(".child")!.TextContent);
        Assert.Contains(text, page.Find("[data-test=timeline-event][data-kind=incident]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_process_stands_still_is_not_told_to_whoever_cannot_mend_it()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var work = await ChildCaseTests.WithAsync(Processes.Sequence("parent", Processes.LineOf("bad", "throw new Error('no way')")));
        await using var screen = PortalScreen.Over(work);
        var opened = await ChildCaseTests.OpenAsync(work);

        var page = await ShowAsync(screen, opened.Number);

        Assert.Empty(page.FindAll("[data-test=standstill]"));
        Assert.Single(page.FindAll("[data-test=case-flag]"));
        Assert.Contains("流程出错停下", page.Find("[data-test=process]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mended_process_stands_still_no_longer()
    {
        var process = Processes.Sequence("parent", Processes.LineOf("bad", "if (!getReady()) throw new Error('no way'); return 'x'"), ChildCaseTests.Task("last"))
            .WithVariable("Ready", "Boolean", "false");
        var work = await ChildCaseTests.WithAsync(process);
        await using var screen = PortalScreen.Over(work);
        var opened = await ChildCaseTests.OpenAsync(work);
        var instance = (await screen.Get<LowCode.Work.Cases.ReadCases>().GetAsync(screen.Administrator, opened.Number, PortalScreen.Cancellation)).Value!.InstanceId;
        var mend = screen.Get<LowCode.Work.Instances.InterveneInInstance>();
        await mend.HandleAsync(screen.Administrator, new LowCode.Work.Instances.InterveneCommand(instance, new LowCode.Engine.Stimuli.Intervention.SetVariable("Ready", true), "test", "1"), PortalScreen.Cancellation);
        await mend.HandleAsync(screen.Administrator, new LowCode.Work.Instances.InterveneCommand(instance, new LowCode.Engine.Stimuli.Intervention.Retry(null), "test", "2"), PortalScreen.Cancellation);

        var page = await screen.ShowAsync<CasePage>(screen.Administrator, $"/cases/{opened.Number}", p => p.Add(c => c.Number, opened.Number));
        page.WaitForElement("[data-test=process]");

        Assert.Empty(page.FindAll("[data-test=standstill]"));
    }

    private static async Task<IRenderedComponent<CasePage>> ShowAsync(PortalScreen screen, string number)
    {
        var page = await screen.ShowAsync<CasePage>(screen.Acceptor, $"/cases/{number}", p => p.Add(c => c.Number, number));
        page.WaitForElement("[data-test=process]");
        return page;
    }
}
