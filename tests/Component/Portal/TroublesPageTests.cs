using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using LowCode.Portal;
using LowCode.Portal.Cases;
using LowCode.Portal.Layout;
using LowCode.Portal.Troubles;
using LowCode.Tests.Component.Work;
using LowCode.Work.Cases;
using LowCode.Work.DeadLetters;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class TroublesPageTests
{
    [Fact]
    public async Task Administrator_sees_what_was_not_delivered_and_tries_it_again_with_a_reason()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await ExpireAsync(screen, opened.Number);
        var bar = await screen.ShowAsync<TopBar>(screen.Administrator, "/troubles");
        var page = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles");
        var row = page.WaitForElement("[data-test=letter-row]");
        Assert.Equal("1", bar.WaitForElement("[data-test=troubles-count]").TextContent);
        Assert.Equal("发给流程的消息", row.QuerySelector("[data-test=letter-what]")!.TextContent);
        Assert.Equal("有效期内没有流程接收", row.QuerySelector("[data-test=letter-reason]")!.TextContent);
        Assert.Equal($"/cases/{opened.Number}", row.QuerySelector("[data-test=letter-case]")!.GetAttribute("href"));

        page.Find("[data-test=letter-retry]").Click();
        screen.Dialogs.WaitForElement("[data-test=comment-confirm]").Click();
        Assert.Contains("请填写说明", screen.Dialogs.Markup, StringComparison.Ordinal);
        Reason(screen, "流程已修正");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=letter-row]")));
        Assert.Contains("没有待处理的记录", page.Markup, StringComparison.Ordinal);
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-test=troubles-count]")));
        var done = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles?state=done");
        var end = done.WaitForElement("[data-test=letter-row]");
        Assert.Equal("已再试", end.QuerySelector("[data-test=letter-end]")!.TextContent);
        Assert.Contains("流程已修正", end.TextContent, StringComparison.Ordinal);
        Assert.Empty(done.FindAll("[data-test=letter-retry], [data-test=letter-discard]"));
    }

    [Fact]
    public async Task Letter_is_given_up_with_a_reason_that_is_kept_with_who_it_was()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        var opened = await screen.ReportAsync();
        await ExpireAsync(screen, opened.Number);
        var page = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles?source=inbox");

        page.WaitForElement("[data-test=letter-discard]").Click();
        Reason(screen, "nobody wants it");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=letter-row]")));
        var letter = Assert.Single((await SearchAsync(screen, isOpen: false)).Rows);
        Assert.Equal((LetterEnd.Discarded, "admin", "nobody wants it"), (letter.Resolution!.End, letter.Resolution.By, letter.Resolution.Reason));
    }

    [Fact]
    public async Task Details_show_what_the_letter_carries()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await ExpireAsync(screen, opened.Number);
        var page = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles");

        page.WaitForElement("[data-test=letter-open]").Click();

        var payload = screen.Dialogs.WaitForElement("[data-test=letter-payload]").TextContent;
        Assert.Equal("来自外部", (string)JsonNode.Parse(payload)!["note"]!);
        Assert.Contains("来自外部", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_and_pages_stand_in_the_address()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        for (var i = 0; i < 21; i++)
        {
            await ExpireAsync(screen, opened.Number);
        }

        var second = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles?page=2");
        second.WaitForElement("[data-test=letter-row]");
        Assert.Single(second.FindAll("[data-test=letter-row]"));

        second.Find("[data-test=letter-source]").Change("Outbox");
        Assert.Equal("/troubles?source=outbox", screen.Path);
        var none = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles?source=outbox");
        none.WaitForAssertion(() => Assert.Contains(Texts.NothingFound, none.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_whose_process_was_not_heard_says_so_to_administrators_alone()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var opened = await screen.ReportAsync();
        await ExpireAsync(screen, opened.Number);
        var instance = (await screen.Get<ICaseQueries>().FindByNumberAsync(screen.Administrator.Tenant, opened.Number, PortalScreen.Cancellation))!.InstanceId;

        var page = await ShowCaseAsync(screen, screen.Administrator, opened.Number);
        var others = await ShowCaseAsync(screen, screen.Acceptor, opened.Number);

        Assert.Contains("“发给流程的消息”没有送达", page.Find("[data-test=undelivered]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/troubles?instance={instance}", page.Find("[data-test=undelivered-link]").GetAttribute("href"));
        Assert.Empty(others.FindAll("[data-test=undelivered]"));
        Assert.Single((await screen.ShowAsync<TroublesPage>(screen.Administrator, $"/troubles?instance={instance}")).WaitForElements("[data-test=letter-row]"));
    }

    [Fact]
    public async Task Trigger_that_was_set_aside_is_taken_up_again_with_a_reason()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var work = await TestWork.EmptyAsync();
        await using var screen = PortalScreen.Over(work);
        await Processes.PublishAsync(work, Ticking("每日巡检"));
        work.Time.Advance(TimeSpan.FromMinutes(10));
        var timers = work.Get<ITriggerTimers>();
        var due = Assert.Single(await timers.LeaseAsync(work.Time.GetUtcNow(), work.Time.GetUtcNow(), 10, PortalScreen.Cancellation));
        await timers.BeginAsync(due, PortalScreen.Cancellation);
        await timers.SetAsideAsync(due, work.Time.GetUtcNow(), PortalScreen.Cancellation);
        var bar = await screen.ShowAsync<TopBar>(screen.Administrator, "/troubles");
        var page = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles");

        var row = page.WaitForElement("[data-test=trigger-row]");
        Assert.Contains("每日巡检", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("退出了 1 次", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", bar.WaitForElement("[data-test=troubles-count]").TextContent);
        page.Find("[data-test=trigger-take-up]").Click();
        Reason(screen, "服务已升级");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=triggers-panel]")));
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-test=troubles-count]")));
        Assert.Equal("admin/服务已升级", work.Scalar("SELECT taken_up_by || '/' || taken_up_reason FROM trigger_timer"));
        await work.Get<WakeUpRound>().RunAsync(PortalScreen.Cancellation);
        Assert.Equal(1L, work.Scalar("SELECT COUNT(*) FROM instance"));
    }

    [Fact]
    public async Task Process_in_quarantine_is_released_with_a_reason()
    {
        await using var screen = await PortalScreen.OpenAsync();
        var tenant = screen.Administrator.Tenant;
        var opened = await screen.ReportAsync();
        var instance = (await screen.Get<ICaseQueries>().FindByNumberAsync(tenant, opened.Number, PortalScreen.Cancellation))!.InstanceId;
        await screen.Get<IQuarantine>().AddAsync(new QuarantinedInstance(tenant, instance, screen.Time.GetUtcNow(), "recovery", 3), PortalScreen.Cancellation);
        var bar = await screen.ShowAsync<TopBar>(screen.Administrator, "/troubles");
        var page = await screen.ShowAsync<TroublesPage>(screen.Administrator, "/troubles");

        var row = page.WaitForElement("[data-test=quarantine-row]");
        Assert.Contains("退出了 3 次", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/cases/{opened.Number}", row.QuerySelector("[data-test=quarantine-case]")!.GetAttribute("href"));
        Assert.Equal("1", bar.WaitForElement("[data-test=troubles-count]").TextContent);
        page.Find("[data-test=quarantine-release]").Click();
        Reason(screen, "程序已修正");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-test=quarantine-panel]")));
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-test=troubles-count]")));
        Assert.Empty(await screen.Get<IQuarantine>().ListAsync(tenant, PortalScreen.Cancellation));
    }

    [Fact]
    public async Task Others_see_nothing_of_it()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await ExpireAsync(screen, (await screen.ReportAsync()).Number);

        var page = await screen.ShowAsync<TroublesPage>(screen.Acceptor, "/troubles");
        var bar = await screen.ShowAsync<TopBar>(screen.Acceptor, "/troubles");

        Assert.Empty(page.FindAll("[data-test=letters-panel]"));
        Assert.Contains("只有管理员", page.Markup, StringComparison.Ordinal);
        Assert.Empty(bar.FindAll("[data-test=troubles], [data-test=troubles-count]"));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_kind_of_effect_has_words_of_its_own(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        string?[] kinds =
        [
            CalledHttp.Kind, CalledConnector.Kind, PublishedEvent.Kind, DispatchedWorkflow.Kind, EndedChild.Kind, UnwantedChild.Kind, AnsweredRequest.Kind, null,
        ];
        var now = DateTimeOffset.UnixEpoch;

        var words = kinds.Select(kind => LetterWords.What(new DeadLetter("d", "outbox", "o", "i", "r", now, now, 10, CanRetry: true) { Kind = kind })).ToList();

        Assert.Equal(kinds.Length, words.Distinct().Count());
        Assert.Equal(Texts.LetterEffect, words[^1]);
    }

    private static JsonObject Ticking(string name)
    {
        var trigger = Processes.Activity(
            "begin", "Elsa.Timer", ("interval", new JsonObject { ["typeName"] = "TimeSpan", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "00:10:00" } }));
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var process = Processes.Sequence("ticking", trigger, Processes.Event("wait", "Ping"));
        process["name"] = name;
        return process;
    }

    /// <summary>A message for the case's process that no bookmark takes, until its time is over.</summary>
    private static async Task ExpireAsync(PortalScreen screen, string number)
    {
        var tenant = screen.Administrator.Tenant;
        var instance = (await screen.Get<ICaseQueries>().FindByNumberAsync(tenant, number, PortalScreen.Cancellation))!.InstanceId;
        var sent = await screen.Get<SendEvent>().HandleAsync(
            Actor.System(tenant),
            new SendEventCommand("Nobody", new EventAddress.Instance(instance), new JsonObject { ["note"] = "来自外部" }, Guid.NewGuid().ToString()),
            PortalScreen.Cancellation);
        Assert.True(sent.Value!.IsKept);
        Assert.Equal(1, await screen.Get<IWakeUps>().BuryExpiredAsync(screen.Time.GetUtcNow().AddDays(2), 10, PortalScreen.Cancellation));
    }

    private static Task<LowCode.Work.Page<DeadLetter>> SearchAsync(PortalScreen screen, bool isOpen) => screen.Get<IDeadLetterStore>().SearchAsync(
        screen.Administrator.Tenant, new DeadLetterSearch(null, null, null, isOpen), new LowCode.Work.PageRequest(0, 10), PortalScreen.Cancellation);

    private static async Task<IRenderedComponent<CasePage>> ShowCaseAsync(PortalScreen screen, Actor actor, string number)
    {
        var page = await screen.ShowAsync<CasePage>(actor, $"/cases/{number}", p => p.Add(c => c.Number, number));
        page.WaitForElement("[data-test=process]");
        return page;
    }

    private static void Reason(PortalScreen screen, string reason)
    {
        screen.Dialogs.WaitForElement("[data-test=comment]").Change(reason);
        screen.Dialogs.Find("[data-test=comment-confirm]").Click();
    }
}
