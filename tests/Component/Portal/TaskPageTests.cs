using Bunit;
using LowCode.Portal.Inbox;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class TaskPageTests
{
    [Fact]
    public async Task Task_shows_its_form_its_case_and_its_outcomes()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();

        var page = await ShowAsync(screen, await screen.OpenTaskOfAsync(opened));

        Assert.Equal("受理立案", page.Find("h1").TextContent);
        Assert.Equal(opened.Number, page.Find("[data-test=case-link]").TextContent);
        Assert.Contains("人行道边路面破损", page.Find("[data-test=form]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-test=outcome-accept]"));
        Assert.Equal("now", page.Find("[data-test=process-step][data-step=accept]").GetAttribute("data-state"));
    }

    [Fact]
    public async Task Completed_task_leads_back_to_the_inbox_and_says_what_comes_next()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await ShowAsync(screen, await screen.OpenTaskOfAsync(await screen.ReportAsync()));

        page.Find("[data-test=outcome-accept]").Click();

        screen.Messages.WaitForAssertion(() => Assert.Contains("已办理“受理”，下一环节：派遣", screen.Messages.Markup, StringComparison.Ordinal));
        Assert.Equal("/tasks", screen.Path);
    }

    [Fact]
    public async Task Outcome_that_needs_a_reason_asks_for_it_and_insists()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        var page = await ShowAsync(screen, await screen.OpenTaskOfAsync(opened));

        page.Find("[data-test=outcome-reject]").Click();
        screen.Dialogs.WaitForElement("[data-test=comment-confirm]").Click();
        Assert.Contains("请填写说明", screen.Dialogs.Markup, StringComparison.Ordinal);
        screen.Dialogs.Find("[data-test=comment]").Change("不属于本市管辖");
        screen.Dialogs.Find("[data-test=comment-confirm]").Click();

        screen.Messages.WaitForAssertion(() => Assert.Contains("已办理“不予受理”，流程已结束", screen.Messages.Markup, StringComparison.Ordinal));
        var details = await screen.Get<LowCode.Work.Cases.ReadCases>().GetAsync(screen.Acceptor, opened.Number, PortalScreen.Cancellation);
        Assert.Contains("不属于本市管辖", details.Value!.Timeline.Select(e => e.Comment));
    }

    [Fact]
    public async Task Wrong_form_is_not_submitted_and_its_problems_are_listed()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var task = await screen.OpenTaskOfAsync(await screen.ReportAsync());
        var page = await ShowAsync(screen, task);

        page.Find("[data-test=field-title]").Change("");
        page.Find("[data-test=outcome-accept]").Click();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-test=form-problems] li")));
        Assert.True((await screen.Get<ReadTasks>().GetAsync(screen.Acceptor, task, PortalScreen.Cancellation)).Value!.MayComplete);
    }

    [Fact]
    public async Task Task_taken_by_somebody_else_keeps_what_was_entered_and_loses_its_buttons()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var task = await screen.OpenTaskOfAsync(await screen.ReportAsync());
        var page = await ShowAsync(screen, task);
        page.Find("[data-test=field-acceptNote]").Change("我写到一半");

        await screen.AcceptElsewhereAsync(task);

        page.WaitForState(() =>
        {
            screen.Time.Advance(TimeSpan.FromMilliseconds(300));
            return page.FindAll("[data-test=task-taken]").Count == 1;
        });
        Assert.Contains("该任务已由他人办理", page.Find("[data-test=task-taken]").TextContent, StringComparison.Ordinal);
        Assert.Equal("我写到一半", page.Find("[data-test=field-acceptNote]").GetAttribute("value"));
        Assert.Empty(page.FindAll("[data-test^=outcome-]"));
    }

    [Fact]
    public async Task Submitting_a_task_that_was_taken_a_moment_ago_says_by_whom()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var task = await screen.OpenTaskOfAsync(await screen.ReportAsync());
        var page = await ShowAsync(screen, task);

        // The clock stands still, so the screen has not heard of it yet.
        await screen.AcceptElsewhereAsync(task);
        page.Find("[data-test=outcome-accept]").Click();

        page.WaitForAssertion(() => Assert.Contains("acceptor", page.Find("[data-test=rejection]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Done_task_is_read_only_and_says_how_it_ended()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var task = await screen.OpenTaskOfAsync(await screen.ReportAsync());
        await screen.AcceptElsewhereAsync(task);

        var page = await ShowAsync(screen, task);

        Assert.Contains("该任务已办理：受理", page.Find("[data-test=task-done]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-test=form] input, [data-test=form] textarea, [data-test=form] select"));
        Assert.Empty(page.FindAll("[data-test^=outcome-]"));
    }

    [Fact]
    public async Task Unknown_task_is_said_to_be_missing()
    {
        await using var screen = await PortalScreen.OpenAsync();

        var page = await screen.ShowAsync<TaskPage>(screen.Acceptor, "/tasks/none", p => p.Add(t => t.TaskId, "none"));

        page.WaitForAssertion(() => Assert.Contains("返回待办", page.Find("[data-test=notice]").TextContent, StringComparison.Ordinal));
    }

    private static async Task<IRenderedComponent<TaskPage>> ShowAsync(PortalScreen screen, string taskId)
    {
        var page = await screen.ShowAsync<TaskPage>(screen.Acceptor, $"/tasks/{taskId}", p => p.Add(t => t.TaskId, taskId));
        page.WaitForElement("[data-test=form]");
        return page;
    }
}
