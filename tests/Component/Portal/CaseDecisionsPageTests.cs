using System.Globalization;
using Bunit;
using LowCode.Portal.Cases;
using LowCode.Tests.Component.Work;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>The page of a case tells administrators what its process decided and why.</summary>
public sealed class CaseDecisionsPageTests
{
    [Theory]
    [InlineData("zh-CN", "决策", "为什么", "金额 是 250，满足 >= 100", "不满足")]
    [InlineData("en", "Decisions", "Why", "金额 is 250, which satisfies >= 100", "does not hold")]
    public async Task Each_decision_shows_what_it_gave_and_each_cell_why(string language, string title, string why, string cell, string fails)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var screen = PortalScreen.Over(await CaseDecisionTests.DecidedAsync(isSensitive: false));
        var page = await ShowAsync(screen, isAdministrator: true);

        Assert.Equal(title, page.Find("[data-test=decisions] h2").TextContent);
        Assert.Equal("\"处长 2026-11-24\"", page.Find("[data-test=decision-result]").TextContent);
        Assert.Equal((why, "false"), (page.Find("[data-test=decision-why]").TextContent, page.Find("[data-test=decision-why]").GetAttribute("aria-expanded")));
        page.Find("[data-test=decision-why]").Click();
        page.WaitForElement("[data-test=decision-table]");

        Assert.Equal("true", page.Find("[data-test=decision-why]").GetAttribute("aria-expanded"));
        Assert.Equal(["false", "true"], page.FindAll("[data-test=decision-row]").Select(r => r.GetAttribute("data-matches")));
        var first = page.FindAll("[data-test=decision-row]")[0];
        Assert.Equal(fails, first.QuerySelector("td span[aria-label]")!.GetAttribute("aria-label"));
        Assert.Contains(page.FindAll(".reason"), r => r.TextContent == cell);
        Assert.Empty(page.FindAll("[data-test=decision-hidden]"));
        page.Find("[data-test=decision-why]").Click();
        Assert.Empty(page.FindAll("[data-test=decision-reasons]"));
    }

    [Theory]
    [InlineData("zh-CN", "为什么", "p.kg < 4 = 3", "p.tel 有值", "满足")]
    [InlineData("en", "Why", "p.kg < 4 = 3", "p.tel is there", "holds")]
    public async Task Each_rule_that_held_shows_why_condition_by_condition(string language, string why, string first, string second, string holds)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var screen = PortalScreen.Over(await CaseDecisionTests.JudgedAsync(isSensitive: false));
        var page = await ShowAsync(screen, isAdministrator: true);

        Assert.Equal(why, page.Find("[data-test=decision-why]").TextContent);
        page.Find("[data-test=decision-why]").Click();
        page.WaitForElement("[data-test=verdict-rule]");

        var shown = page.FindAll("[data-test=condition]").Select(c => string.Join(' ', c.QuerySelector("p")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(3, shown.Count);
        Assert.Equal($"✓ {first}", shown[1]);
        Assert.StartsWith($"✓ {second} = ", shown[2], StringComparison.Ordinal);
        Assert.Equal(holds, page.Find("[data-test=condition] span[aria-label]").GetAttribute("aria-label"));
        page.Find("[data-test=decision-why]").Click();
        Assert.Empty(page.FindAll("[data-test=verdict-reasons]"));
    }

    [Fact]
    public async Task What_the_reader_may_not_see_of_the_case_does_not_stand_in_its_decisions()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var screen = PortalScreen.Over(await CaseDecisionTests.DecidedAsync(isSensitive: true));
        var page = await ShowAsync(screen, isAdministrator: true);

        page.Find("[data-test=decision-why]").Click();
        page.WaitForElement("[data-test=decision-hidden]");

        Assert.Equal(2, page.FindAll("[data-test=decision-row]").Count);
        Assert.DoesNotContain(CaseDecisionTests.Phone, page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".reason"));
    }

    [Fact]
    public async Task Decisions_are_not_shown_to_others()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var screen = PortalScreen.Over(await CaseDecisionTests.DecidedAsync(isSensitive: false));

        Assert.Empty((await ShowAsync(screen, isAdministrator: false)).FindAll("[data-test=decisions]"));
    }

    private static async Task<IRenderedComponent<CasePage>> ShowAsync(PortalScreen screen, bool isAdministrator)
    {
        var opened = await CaseDecisionTests.OpenAsync(screen.Work);
        var page = await screen.ShowAsync<CasePage>(isAdministrator ? screen.Administrator : screen.Acceptor, $"/cases/{opened.Number}", p => p.Add(c => c.Number, opened.Number));
        page.WaitForElement("[data-test=process]");
        return page;
    }
}
