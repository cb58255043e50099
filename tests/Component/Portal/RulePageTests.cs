using System.Globalization;
using System.Text;
using Bunit;
using LowCode.Definitions.Releases;
using LowCode.Portal.Cases;
using LowCode.Portal.Layout;
using LowCode.Portal.Rules;
using LowCode.Tests.Component.Work;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components.Forms;
using Xunit;

namespace LowCode.Tests.Component.Portal;

public sealed class RulePageTests
{
    private const string Rules = """
        {"ruleSetId":"risk","name":{"zh-CN":"风险","en":"Risk"},"seenBy":["acceptor"],"lists":{"watched":["0101"]},"rules":[
          {"id":"R1","name":"Many packages","basis":"Customs Act","owner":"Targeting","score":7,"action":"SCAN","when":{"f":"d.packages","op":"gt","v":10}},
          {"id":"R2","name":"Watched","action":"HOLD","when":{"f":"d.consignee","op":"inList","v":"watched"}}],
         "tests":[{"name":"many","document":{"d":{"declarationNo":"T","declareDate":"2026-06-15","packages":11,"lines":[]},"m":{}},"hits":["R1"]}]}
        """;

    [Fact]
    public async Task Sets_their_rules_coverage_and_lists_are_shown()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);

        var overview = await screen.ShowAsync<RulesPage>(screen.Administrator, "/rules");
        Assert.Contains("Risk", overview.WaitForElement("[data-test=rule-set]").TextContent, StringComparison.Ordinal);

        var page = await screen.ShowAsync<RuleSetPage>(screen.Administrator, "/rules/risk", p => p.Add(x => x.Set, "risk"));
        page.WaitForElement("[data-test=rules]");
        Assert.Contains("Tests cover 1 of 2 rules.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["not covered"], page.FindAll("[data-test=rule]").Select(r => r.TextContent).Where(t => t.Contains("R2", StringComparison.Ordinal)).Select(t => t.TrimEnd()[^11..]));
        Assert.NotEmpty(page.FindAll("[data-test=rule-lists] a[href$='format=xlsx']"));
    }

    [Fact]
    public async Task Rule_shows_its_basis_and_owner_and_a_draft_is_replayed()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);
        var page = await screen.ShowAsync<RulePage>(screen.Administrator, "/rules/risk/R1", p => p.Add(x => x.Set, "risk").Add(x => x.Rule, "R1"));

        Assert.Equal("Customs Act", page.WaitForElement("[data-test=rule-basis]").TextContent);
        Assert.Equal("Targeting", page.Find("[data-test=rule-owner]").TextContent);
        page.Find("[data-test=replay-run]").Click();
        Assert.Contains("nothing to replay", page.WaitForElement("[data-test=replay-summary]").TextContent, StringComparison.Ordinal);

        page.Find("[data-test=replay-draft]").Change("""{"id":"R1","action":"SCAN","when":{"f":"d.colour","op":"gt","v":1}}""");
        page.Find("[data-test=replay-run]").Click();
        Assert.Contains("/when/f", page.WaitForElement("[data-test=replay-problems]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_rule_says_so_and_others_than_administrators_only_look()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);

        var unknown = await screen.ShowAsync<RulePage>(screen.Acceptor, "/rules/risk/R9", p => p.Add(x => x.Set, "risk").Add(x => x.Rule, "R9"));
        unknown.WaitForAssertion(() => Assert.Contains("has no rule 'R9'", unknown.Markup, StringComparison.Ordinal));
        var page = await screen.ShowAsync<RulePage>(screen.Acceptor, "/rules/risk/R1", p => p.Add(x => x.Set, "risk").Add(x => x.Rule, "R1"));
        page.WaitForElement("[data-test=rule-basis]");
        Assert.Empty(page.FindAll("[data-test=replay]"));
    }

    [Fact]
    public async Task Who_may_not_read_a_set_is_told_so_and_is_not_led_to_it()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);
        var stranger = screen.Work.Person("grid", "reporter");

        var overview = await screen.ShowAsync<RulesPage>(stranger, "/rules");
        overview.WaitForAssertion(() => Assert.Contains("No rules yet", overview.Markup, StringComparison.Ordinal));
        var set = await screen.ShowAsync<RuleSetPage>(stranger, "/rules/risk", p => p.Add(x => x.Set, "risk"));
        set.WaitForAssertion(() => Assert.Contains("a role that may read the rule set", set.Markup, StringComparison.Ordinal));
        var rule = await screen.ShowAsync<RulePage>(stranger, "/rules/risk/R1", p => p.Add(x => x.Set, "risk").Add(x => x.Rule, "R1"));
        rule.WaitForAssertion(() => Assert.Contains("a role that may read the rule set", rule.Markup, StringComparison.Ordinal));

        Assert.Empty(set.FindAll("[data-test=rules]"));
        Assert.Empty(rule.FindAll("[data-test=rule-basis]"));
        Assert.Empty(Menu(withRules: false).FindAll("[data-test=nav-rules]"));
        Assert.NotEmpty(Menu(withRules: true).FindAll("[data-test=nav-rules]"));

        Bunit.IRenderedComponent<Navigation> Menu(bool withRules) => screen.ShowPublic<Navigation>("/tasks", p => p.Add(x => x.WithRules, withRules));
    }

    [Fact]
    public async Task Change_is_asked_for_with_the_set_the_rule_its_text_and_the_version_filled_in()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var screen = PortalScreen.Over(await TestWork.WithTemplateAsync("customs-rules"));
        var maker = screen.Work.Person("analyst", "rule-maker", "FKJ");
        var rule = await screen.ShowAsync<RulePage>(maker, "/rules/tax/TX003", p => p.Add(x => x.Set, "tax").Add(x => x.Rule, "TX003"));

        Assert.Contains("只能经规则变更流程", rule.WaitForElement("[data-test=rule-checked]").TextContent, StringComparison.Ordinal);
        var link = rule.Find("[data-test=rule-request]").GetAttribute("href")!;
        Assert.Equal("/report?type=rule-change&ruleSet=tax&rule=TX003", link);
        var report = await screen.ShowAsync<ReportPage>(maker, link);

        Assert.Equal("TX003", report.WaitForElement("[data-test=field-ruleId]").GetAttribute("value"));
        var hash = (await screen.Get<ReadRuleSets>().FindAsync(maker, "tax", PortalScreen.Cancellation)).Value!.Hash.Value;
        Assert.Equal(hash, report.Find("[data-test=field-setHash]").GetAttribute("value"));
        Assert.Contains("小轿车单价偏低", report.Find("[data-test=field-draftText]").OuterHtml, StringComparison.Ordinal);
        Assert.Contains("规则 TX003", report.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_form_is_filled_from_rules_nobody_is_sent_to_one()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);

        var page = await screen.ShowAsync<RulePage>(screen.Administrator, "/rules/risk/R1", p => p.Add(x => x.Set, "risk").Add(x => x.Rule, "R1"));

        page.WaitForElement("[data-test=rule-basis]");
        Assert.Empty(page.FindAll("[data-test=rule-request], [data-test=rule-checked]"));
    }

    [Fact]
    public async Task Mistakes_in_a_file_and_a_file_that_is_too_large_are_told_in_the_language_of_the_reader()
    {
        await using var screen = await PortalScreen.OpenAsync();
        await PublishAsync(screen);
        var page = await screen.ShowAsync<RuleSetPage>(screen.Administrator, "/rules/risk", p => p.Add(x => x.Set, "risk"));
        page.WaitForElement("[data-test=rule-lists]");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("watched\n\n0102\n", "list.csv"));
        Assert.Contains("第 2 行 A 列", page.WaitForElement("[data-test=sheet-problems]").TextContent, StringComparison.Ordinal);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[(64 * 1024 * 1024) + 1], "list.csv"));

        page.WaitForAssertion(() => Assert.Contains("文件太大，最大 64 MB", page.Find("[data-test=sheet-problems]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_comes_in_by_a_file_and_mistakes_are_told_by_row_and_column()
    {
        await using var screen = await PortalScreen.OpenAsync("en");
        await PublishAsync(screen);
        var page = await screen.ShowAsync<RuleSetPage>(screen.Administrator, "/rules/risk", p => p.Add(x => x.Set, "risk"));
        page.WaitForElement("[data-test=rule-lists]");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("watched\n\n0102\n", "list.csv"));
        Assert.Contains("row 2, column A", page.WaitForElement("[data-test=sheet-problems]").TextContent, StringComparison.Ordinal);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("watched\n0102\n", "list.csv"));
        page.WaitForElement("[data-test=sheet-done]");

        Assert.Equal(["0102"], (await screen.Get<ReadRuleSets>().FindAsync(screen.Administrator, "risk", PortalScreen.Cancellation)).Value!.Index.Definition.Lists["watched"]);
    }

    private static async Task PublishAsync(PortalScreen screen)
    {
        var answer = await screen.Get<PublishRelease>().HandleAsync(
            screen.Administrator, new PublishReleaseCommand([Artefact.Of(ArtefactKind.RuleSet, "risk", Encoding.UTF8.GetBytes(Rules))], "test"), PortalScreen.Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }
}
