using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Portal.Cases;
using LowCode.Portal.Inbox;
using LowCode.Work.FormDrafts;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>What is typed into the pages' forms is kept, found again and never set back.</summary>
public sealed class DraftTests
{
    private static readonly DraftSubject _event = DraftSubject.CaseType("event");

    [Fact]
    public async Task Typing_is_kept_a_moment_later_and_stands_there_again_on_another_screen()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var page = await ShowReportAsync(screen);
        page.Find("[data-test=field-title]").Change("井盖");
        Assert.Equal("saving", page.Find("[data-test=draft-status]").GetAttribute("data-state"));
        await KeptAsync(screen, page);

        var another = await ShowReportAsync(screen);

        Assert.Equal("井盖", another.Find("[data-test=field-title]").GetAttribute("value"));
        Assert.Contains("已恢复您", another.Find("[data-test=draft-restored]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_screens_are_told_of_each_other_and_nothing_typed_is_set_back()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var desk = await ShowReportAsync(screen);
        desk.Find("[data-test=field-title]").Change("电脑上的");
        await KeptAsync(screen, desk);
        var kept = (await screen.Get<ReadFormDrafts>().FindAsync(Grid(screen), _event, PortalScreen.Cancellation)).Value!.Draft;
        await KeepElsewhereAsync(screen, "手机上的", kept.Revision);

        desk.Find("[data-test=field-address]").Change("望澜路 18 号");
        await KeptAsync(screen, desk);

        Assert.Equal("电脑上的", desk.Find("[data-test=field-title]").GetAttribute("value"));
        Assert.Contains("Android", desk.WaitForElement("[data-test=draft-other]").TextContent, StringComparison.Ordinal);
        desk.Find("[data-test=draft-take-other]").Click();
        desk.WaitForAssertion(() => Assert.Equal("手机上的", desk.Find("[data-test=field-title]").GetAttribute("value")));

        // What stood here is kept in its turn.
        desk.WaitForElement("[data-test=draft-take-other]").Click();
        desk.WaitForAssertion(() => Assert.Equal("电脑上的", desk.Find("[data-test=field-title]").GetAttribute("value")));
        desk.WaitForElement("[data-test=draft-forget-other]").Click();
        desk.WaitForAssertion(() => Assert.Empty(desk.FindAll("[data-test=draft-other]")));
    }

    [Fact]
    public async Task Draft_that_is_thrown_away_leaves_an_empty_form()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await KeepElsewhereAsync(screen, "不要了", null);
        var page = await ShowReportAsync(screen);

        page.Find("[data-test=draft-discard]").Click();
        screen.Dialogs.WaitForAssertion(() => Assert.Contains("放弃草稿？", screen.Dialogs.Markup, StringComparison.Ordinal));
        screen.Dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "放弃草稿").Click();

        page.WaitForAssertion(() => Assert.Null(page.Find("[data-test=field-title]").GetAttribute("value")));
        Assert.Empty(await screen.Get<ReadFormDrafts>().ListAsync(Grid(screen), PortalScreen.Cancellation));
    }

    [Fact]
    public async Task Draft_that_was_submitted_elsewhere_becomes_another_one_and_the_screen_says_so()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await KeepElsewhereAsync(screen, "先写的", null);
        var page = await ShowReportAsync(screen);
        await screen.Get<DropFormDraft>().HandleAsync(Grid(screen), _event, PortalScreen.Cancellation);

        page.Find("[data-test=field-title]").Change("后写的");
        await KeptAsync(screen, page);

        page.WaitForElement("[data-test=draft-gone]");
        Assert.Equal("后写的", page.Find("[data-test=field-title]").GetAttribute("value"));
    }

    [Fact]
    public async Task Task_keeps_what_was_typed_for_whoever_typed_it()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var task = await screen.OpenTaskOfAsync(await screen.ReportAsync());
        var page = await ShowTaskAsync(screen, screen.Acceptor, task);
        page.Find("[data-test=field-acceptNote]").Change("我写到一半");
        await KeptAsync(screen, page);

        Assert.Equal("我写到一半", (await ShowTaskAsync(screen, screen.Acceptor, task)).Find("[data-test=field-acceptNote]").GetAttribute("value"));
        Assert.Null((await ShowTaskAsync(screen, screen.Administrator, task)).Find("[data-test=field-acceptNote]").GetAttribute("value"));
    }

    private static Actor Grid(PortalScreen screen) => screen.Acceptor with { Login = "grid", Roles = ["reporter"] };

    private static async Task<IRenderedComponent<ReportPage>> ShowReportAsync(PortalScreen screen)
    {
        var page = await screen.ShowAsync<ReportPage>(Grid(screen), "/report");
        page.WaitForElement("[data-test=form]");
        return page;
    }

    private static async Task<IRenderedComponent<TaskPage>> ShowTaskAsync(PortalScreen screen, Actor actor, string task)
    {
        var page = await screen.ShowAsync<TaskPage>(actor, $"/tasks/{task}", p => p.Add(t => t.TaskId, task));
        page.WaitForElement("[data-test=form]");
        return page;
    }

    private static async Task KeptAsync<TPage>(PortalScreen screen, IRenderedComponent<TPage> page)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        await page.InvokeAsync(() => screen.Time.Advance(TimeSpan.FromSeconds(1)));
        page.WaitForAssertion(() => Assert.Equal("kept", page.Find("[data-test=draft-status]").GetAttribute("data-state")));
    }

    private static async Task KeepElsewhereAsync(PortalScreen screen, string title, long? seen)
    {
        var command = new KeepFormDraftCommand(_event, FormEntries.Of(new JsonObject { ["title"] = title }), null, seen, "Android · Chrome");
        Assert.True((await screen.Get<KeepFormDraft>().HandleAsync(Grid(screen), command, PortalScreen.Cancellation)).IsAccepted);
    }
}
