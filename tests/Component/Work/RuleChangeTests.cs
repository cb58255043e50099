using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Engine.Effects;
using LowCode.Engine.Stimuli;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.RulePublishing;
using LowCode.Work.Tasks;
using LowCode.Work.Texts;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Changes of the customs template's rules on their way from the maker over the checker to a release.</summary>
public sealed class RuleChangeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_checked_is_published_and_the_release_says_who_made_and_who_checked_it_and_in_which_case()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        var shown = (await DetailsAsync(work, opened)).Data;
        await CompleteAsync(work, opened, "review", "checker", "approve", []);
        await DeliverAsync(work);

        var details = await DetailsAsync(work, opened);
        var release = await NewestAsync(work);
        var rules = (await SetAsync(work)).Index.Definition.Rules;
        Assert.Equal(("published", $"{release.Revision}"), (details.Case.Status, (string)details.Data["releaseNo"]!));
        Assert.Equal(("analyst", $"tax/TX003 · {opened.Number} · analyst → checker"), (release.CreatedBy, release.Note));
        Assert.Equal((string)shown["newRule"]!, string.Join('\n', new[] { "TX003@20260630", "TX003" }.Select(id => Line(rules.Single(r => r.Id == id)))));
        Assert.NotEqual((string)shown["presentRule"]!, Line(rules.Single(r => r.Id == "TX003")));
    }

    [Fact]
    public async Task Draft_that_does_not_read_is_told_to_the_maker_before_anybody_checks_it()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work, ("draftText", """{"id": "TX003", "action": "INSPECT", "when": {"f": "d.colour", "op": "eq", "v": 1}}"""));

        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());

        var details = await DetailsAsync(work, opened);
        Assert.Equal("sent-back", details.Case.Status);
        Assert.Contains("/text/when/f", (string)details.Data["checkProblems"]!, StringComparison.Ordinal);
        Assert.Equal(["draft"], await OpenStepsAsync(work, opened));
        Assert.Equal(1, await RevisionAsync(work));
    }

    [Fact]
    public async Task Set_that_changed_after_the_check_is_not_overwritten_and_the_maker_looks_again()
    {
        await using var work = await CustomsAsync();
        var (first, second) = (await RequestedAsync(work), await RequestedAsync(work, ("changeKind", "stop"), ("ruleId", "TX005"), ("draftText", "")));
        foreach (var opened in new[] { first, second })
        {
            await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        }

        foreach (var opened in new[] { first, second })
        {
            await CompleteAsync(work, opened, "review", "checker", "approve", []);
            await DeliverAsync(work);
        }

        var late = await DetailsAsync(work, second);
        Assert.Equal(("published", "sent-back"), ((await DetailsAsync(work, first)).Case.Status, late.Case.Status));
        Assert.StartsWith("/hash", (string)late.Data["checkProblems"]!, StringComparison.Ordinal);

        // The form still holds the version of the draft: the first submission tells of the newer one, the second is made on it.
        await CompleteAsync(work, second, "draft", "analyst", "submit", []);
        Assert.Equal(["draft"], await OpenStepsAsync(work, second));
        await CompleteAsync(work, second, "draft", "analyst", "submit", []);
        await CompleteAsync(work, second, "review", "checker", "approve", []);
        await DeliverAsync(work);

        Assert.Equal("published", (await DetailsAsync(work, second)).Case.Status);
        Assert.Equal(3, await RevisionAsync(work));
    }

    [Fact]
    public async Task Publication_that_is_delivered_twice_is_one_release_whatever_was_published_between()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        var asked = Asked(await SetAsync(work), await RevisionAsync(work), "analyst", "checker");
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");

        var first = await PublishAsync(work, opened, asked);
        var again = await PublishAsync(work, opened, asked);
        var other = asked with { Change = asked.Change with { Kind = "list", RuleId = "tax-havens", Text = "VGB", Hash = (await SetAsync(work)).Hash.Value } };
        var between = await PublishAsync(work, opened, other);
        var late = await PublishAsync(work, opened, asked);

        Assert.Equal([2, 2, 3, 2], new[] { first, again, between, late }.Select(a => a.Revision));
        Assert.Equal(3, await RevisionAsync(work));
        Assert.Equal(["VGB"], (await SetAsync(work)).Index.Definition.Lists["tax-havens"]);
    }

    [Theory]
    [InlineData("analyst", "analyst")]
    [InlineData("analyst", "chief")]
    [InlineData("nobody", "checker")]
    public async Task Maker_and_checker_are_two_people_who_took_part_in_the_case(string maker, string checker)
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");

        var answer = await PublishAsync(work, opened, Asked(await SetAsync(work), 1, maker, checker));

        Assert.Null(answer.Revision);
        Assert.Contains(maker == checker ? maker : maker == "nobody" ? "nobody" : "chief", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal(1, await RevisionAsync(work));
    }

    [Fact]
    public async Task Nothing_is_published_that_the_checker_did_not_approve()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");

        var answer = await PublishAsync(work, opened, Asked(await SetAsync(work), 1, "analyst", "checker") with { Approval = "review/approve" });

        Assert.Contains("review/send-back", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal(1, await RevisionAsync(work));
    }

    [Fact]
    public async Task Key_of_a_program_is_neither_maker_nor_checker()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "key/ab12", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");

        var answer = await PublishAsync(work, opened, Asked(await SetAsync(work), 1, "key/ab12", "checker"));

        Assert.Contains("key/ab12", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal(1, await RevisionAsync(work));
    }

    [Fact]
    public async Task Process_that_somebody_mended_after_the_approval_publishes_nothing_before_it_is_checked_again()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");
        var mended = await work.Get<InterveneInInstance>().HandleAsync(
            Actor.System(work.Tenant), new InterveneCommand(opened.InstanceId, new Intervention.SetVariable("Hash", "x"), "try", "one"), Cancellation);
        Assert.True(mended.IsAccepted, mended.Rejection?.Message);

        var answer = await PublishAsync(work, opened, Asked(await SetAsync(work), 1, "analyst", "checker"));

        Assert.Null(answer.Revision);
        Assert.Equal(WorkTexts.Of("change.mended"), Assert.Single(answer.Problems));
    }

    [Fact]
    public async Task Change_that_breaks_other_artefacts_is_refused_in_words()
    {
        await using var work = await CustomsAsync();
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");
        var asked = Asked(await SetAsync(work), 1, "analyst", "checker");

        var answer = await PublishAsync(work, opened, asked with { Change = asked.Change with { EffectiveOn = "2026-06-01" } });

        Assert.Null(answer.Revision);
        Assert.All(answer.Problems, p => Assert.StartsWith("RuleSet/tax#/tests/", p, StringComparison.Ordinal));
        Assert.NotEmpty(answer.Problems);
    }

    [Fact]
    public async Task Codes_that_no_dictionary_knows_are_told_to_maker_and_checker_and_with_the_publication()
    {
        await using var work = await CustomsAsync();
        var draft = """{"id":"TX999","name":"试","action":"NOTE","validTo":"2026-12-31","when":{"all":[{"f":"d.tradeMode","op":"eq","v":"9Z9Z"},{"f":"d.packages","op":"gt","v":3}]}}""";
        var opened = await RequestedAsync(work, ("changeKind", "add"), ("ruleId", "TX999"), ("draftText", draft));

        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        var shown = (await DetailsAsync(work, opened)).Data;
        await CompleteAsync(work, opened, "review", "checker", "approve", []);
        await DeliverAsync(work);

        var details = await DetailsAsync(work, opened);
        Assert.Contains("9Z9Z", (string)shown["checkProblems"]!, StringComparison.Ordinal);
        Assert.Equal("published", details.Case.Status);
        Assert.Contains("9Z9Z", (string)details.Data["checkProblems"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_kept_in_the_language_of_the_maker_who_reads_it_not_in_that_of_the_worker()
    {
        await using var work = await CustomsAsync();
        var maker = new Person(work.Tenant, "analyst", LocalizedText.Of("唐宁", "Tang Ning"), "FKJ", ["rule-maker"], Language: "en", IsEnabled: true, SecurityStamp: "s");
        Assert.True(await work.Get<IPeopleStore>().AddPersonAsync(maker, "pbkdf2-sha256$1$AA==$AA==", work.Time.GetUtcNow(), Cancellation));
        var opened = await RequestedAsync(work);
        await CompleteAsync(work, opened, "draft", "analyst", "submit", Trial());
        await CompleteAsync(work, opened, "review", "checker", "send-back", [], "again");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        var answer = await PublishAsync(work, opened, Asked(await SetAsync(work), 1, "analyst", "analyst"));

        Assert.Equal(WorkTexts.InAllLanguages("change.same-person", "analyst").In(CultureInfo.GetCultureInfo("en")), Assert.Single(answer.Problems));
        Assert.Equal("zh-CN", CultureInfo.CurrentUICulture.Name);
    }

    internal static async Task<TestWork> CustomsAsync() => await TestWork.WithTemplateAsync("customs-rules", new DateTimeOffset(2026, 6, 15, 1, 0, 0, TimeSpan.Zero));

    private static ScenarioDefinition Scenario() =>
        ScenarioJson.ReadFolder(Repository.PathOf("templates/customs-rules")).Value!.Single(s => s.ScenarioId == "rule-change-published");

    internal static JsonObject Trial() => new() { ["trialResult"] = "命中 17，查获 3" };

    internal static string Changed() => (string)Scenario().Report.Data["draftText"]!;

    internal static RulePublication Asked(LowCode.Engine.Decisions.PublishedRuleSet set, long since, string maker, string checker) =>
        new(new RuleChangeText("tax", "modify", "TX003", Changed(), "2026-07-01", set.Hash.Value), maker, checker, "review/send-back", since);

    private static string Line(RuleDefinition rule) => Encoding.UTF8.GetString(RuleSetJson.Write(rule));

    internal static async Task<OpenedCase> RequestedAsync(TestWork work, params (string Field, string Value)[] changes)
    {
        var data = Scenario().Report.Data.DeepClone().AsObject();
        foreach (var (field, value) in changes)
        {
            data[field] = value;
        }

        var opened = await work.Get<OpenCase>().HandleAsync(
            work.Person("analyst", "rule-maker", "FKJ"), new OpenCaseCommand("rule-change", data, Guid.NewGuid().ToString("N")), Cancellation);
        Assert.True(opened.IsAccepted, string.Join("; ", opened.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return opened.Value;
    }

    internal static async Task CompleteAsync(TestWork work, OpenedCase opened, string step, string login, string outcome, JsonObject data, string? comment = null)
    {
        var task = (await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).Single(t => t.Step == step);
        var done = await work.Get<CompleteTask>().HandleAsync(
            work.Person(login, step == "draft" ? "rule-maker" : "rule-checker", "FKJ"), new CompleteTaskCommand(task.TaskId, outcome, data, comment, Guid.NewGuid().ToString("N")), Cancellation);
        Assert.True(done.IsAccepted, $"{done.Rejection?.Message} {string.Join("; ", done.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? [])}");
    }

    private static async Task<IEnumerable<string>> OpenStepsAsync(TestWork work, OpenedCase opened) =>
        (await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).Select(t => t.Step);

    internal static async Task<CaseDetails> DetailsAsync(TestWork work, OpenedCase opened) =>
        (await work.Get<ReadCases>().GetAsync(Actor.System(work.Tenant), opened.Number, Cancellation)).Value!;

    private static async Task DeliverAsync(TestWork work) => await work.Get<WakeUpRound>().RunAsync(Cancellation);

    internal static async Task<RulePublicationAnswer> PublishAsync(TestWork work, OpenedCase opened, RulePublication asked) =>
        (await work.Get<PublishCheckedRule>().RunAsync(work.Tenant, opened.InstanceId, asked, Cancellation)).Value!;

    internal static async Task<LowCode.Engine.Decisions.PublishedRuleSet> SetAsync(TestWork work) =>
        (await work.Get<ReadRuleSets>().FindAsync(Actor.System(work.Tenant), "tax", Cancellation)).Value!;

    private static async Task<ReleaseRow> NewestAsync(TestWork work) =>
        (await work.Get<IReleaseQueries>().FindAsync(work.Tenant, await RevisionAsync(work), Cancellation))!;

    internal static Task<long> RevisionAsync(TestWork work) => work.Get<IReleaseStore>().RevisionAsync(work.Tenant, Cancellation);
}
