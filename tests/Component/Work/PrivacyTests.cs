using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Sensitive fields of a case are masked for all but those whose role sees them, and looking at one is written down.</summary>
public sealed class PrivacyTests
{
    private const string Phone = "13800000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Value_is_masked_everywhere_for_whoever_may_not_see_it()
    {
        await using var work = await StartAsync();
        var opened = await OpenAsync(work);
        var task = await TaskAsync(work, opened);
        var handler = work.Person("h", "handler");

        var details = (await work.Get<ReadCases>().GetAsync(handler, opened.Number, Cancellation)).Value!;
        var taskDetails = (await work.Get<ReadTasks>().GetAsync(handler, task, Cancellation)).Value!;
        var row = Assert.Single((await work.Get<ReadCases>().SearchAsync(handler, new CaseSearch(), new PageRequest(0, 9), Cancellation)).Rows);

        Assert.Equal(("138****0000", "138****0000", "张*"), (details.Data["reporterPhone"]!.GetValue<string>(), details.ReporterPhone, details.ReporterName));
        Assert.Equal("138****0000", taskDetails.Data["reporterPhone"]!.GetValue<string>());
        Assert.Equal(("望***********", "望***********"), (row.Address, details.Case.Address));
        Assert.Equal(["address", "reporterName", "reporterPhone"], details.Masked.Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Phone, System.Text.Json.JsonSerializer.Serialize(taskDetails), StringComparison.Ordinal);

        // Those whose role sees it do; that one administers gives no sight.
        var seen = (await work.Get<ReadCases>().GetAsync(work.Person("a", "acceptor"), opened.Number, Cancellation)).Value!;
        Assert.Equal((Phone, Phone), (seen.Data["reporterPhone"]!.GetValue<string>(), seen.ReporterPhone));
        Assert.Empty(seen.Masked);
        Assert.Equal("138****0000", (await work.Get<ReadCases>().GetAsync(work.Person("b", Actor.AdministratorRole), opened.Number, Cancellation)).Value!.ReporterPhone);
    }

    [Theory]
    [InlineData("张三", 0, 1)]
    [InlineData("望澜路", 0, 1)]
    [InlineData("破损", 1, 1)]
    public async Task Case_is_not_found_by_what_its_reader_sees_masked(string text, int byHandler, int byAcceptor)
    {
        await using var work = await StartAsync();
        await OpenAsync(work);

        async Task<int> FoundByAsync(string role) =>
            (await work.Get<ReadCases>().SearchAsync(work.Person(role, role), new CaseSearch(text), new PageRequest(0, 9), Cancellation)).Total;

        Assert.Equal((byHandler, byAcceptor), (await FoundByAsync("handler"), await FoundByAsync("acceptor")));
    }

    [Fact]
    public async Task Look_at_a_value_needs_a_role_and_a_reason_and_stays_in_the_history()
    {
        await using var work = await StartAsync();
        var opened = await OpenAsync(work);
        var handler = work.Person("h", "handler");

        Assert.Equal("privacy.forbidden", (await RevealAsync(work, work.Person("g", "reporter"), opened, "reporterPhone", "想看")).Rejection!.Code);
        Assert.Equal("privacy.reason", (await RevealAsync(work, handler, opened, "reporterPhone", "  ")).Rejection!.Code);
        Assert.Equal("privacy.reason", (await RevealAsync(work, handler, opened, "reporterPhone", new string('长', 501))).Rejection!.Code);
        Assert.Equal("privacy.not-masked", (await RevealAsync(work, handler, opened, "title", "想看")).Rejection!.Code);
        Assert.Equal("case.not-found", (await RevealAsync(work, Actor.Public(work.Tenant), opened, "reporterPhone", "想看")).Rejection!.Code);
        work.Time.Advance(TimeSpan.FromMinutes(5));
        var revealed = (await RevealAsync(work, handler, opened, "reporterPhone", " 电话回访 ")).Value!;

        Assert.Equal(Phone, revealed.Value!.GetValue<string>());
        var line = Assert.Single((await work.Get<ReadCases>().GetAsync(work.Person("x", "reporter"), opened.Number, Cancellation)).Value!.Timeline, l => l.Kind == CaseEventKinds.Revealed);
        Assert.Equal(("h", "电话回访", work.Time.GetUtcNow()), (line.ActorName, line.Comment, line.At));
        Assert.Contains("电话", line.Text, StringComparison.Ordinal);
        Assert.Equal("138****0000", (await work.Get<ReadCases>().GetAsync(handler, opened.Number, Cancellation)).Value!.ReporterPhone);
    }

    [Fact]
    public async Task Masked_value_that_comes_back_changes_nothing_and_another_one_does()
    {
        await using var work = await StartAsync();
        var opened = await OpenAsync(work);
        var task = await TaskAsync(work, opened);
        var boss = work.Person("boss", Actor.AdministratorRole);

        var data = new JsonObject { ["classCode"] = "E-01-902", ["grade"] = "IV", ["reporterPhone"] = "138****0000", ["reporterName"] = "李四" };
        var done = await work.Get<CompleteTask>().HandleAsync(boss, new CompleteTaskCommand(task, "accept", data, null, "op"), Cancellation);

        Assert.True(done.IsAccepted, string.Join("; ", done.Rejection?.Problems.Select(p => p.Message) ?? []));
        var now = (await work.Get<ReadCases>().GetAsync(work.Person("a", "acceptor"), opened.Number, Cancellation)).Value!;
        Assert.Equal((Phone, "李四"), (now.ReporterPhone, now.ReporterName));
    }

    [Fact]
    public async Task Form_is_filled_from_case_person_and_last_submission_with_their_origin_but_never_with_what_is_masked()
    {
        await using var work = await StartAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");
        var opened = await OpenAsync(work);
        var form = new FormDefinition("other", LowCode.Definitions.Texts.LocalizedText.Of("表", "Form"), [
            Field("a", PrefillSource.Case, "title"), Field("b", PrefillSource.Case, "reporterPhone"), Field("c", PrefillSource.Case, "position.lon"),
            Field("d", PrefillSource.Person, "department"), Field("e", PrefillSource.Case, "none.at.all")], [], new Dictionary<string, IReadOnlyDictionary<string, FieldRight>>());
        var details = (await work.Get<ReadCases>().GetAsync(grid, opened.Number, Cancellation)).Value!;

        var found = await work.Get<ReadPrefills>().HandleAsync(grid, form, details, TimeZoneInfo.Utc, Cancellation);
        var report = (await work.Get<PublishedDefinitions>().CurrentAsync(work.Tenant, Cancellation)).Form("report")!;
        var last = await work.Get<ReadPrefills>().HandleAsync(grid, report, null, TimeZoneInfo.Utc, Cancellation);

        Assert.Equal(["a", "c", "d"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("路面破损", $"案件 {opened.Number}"), (found["a"].Value!.GetValue<string>(), found["a"].Origin));
        Assert.Equal(("ZHZX", "您的资料"), (found["d"].Value!.GetValue<string>(), found["d"].Origin));
        Assert.Equal("120.15", found["c"].Value!.ToJsonString());
        Assert.Equal(("hotline", "您 2026-11-24 的填写"), (last["channel"].Value!.GetValue<string>(), last["channel"].Origin));
        Assert.Empty(await work.Get<ReadPrefills>().HandleAsync(work.Person("new", "reporter"), report, null, TimeZoneInfo.Utc, Cancellation));
    }

    private static FormField Field(string key, PrefillSource source, string member) =>
        new($"f_{key}", key, FieldType.Text, LowCode.Definitions.Texts.LocalizedText.Of(key, key), LowCode.Definitions.Texts.LocalizedText.Empty, [], null, FieldLimits.None) { Prefill = new(source, member) };

    /// <summary>The template, with what it says of the reporter made sensitive in each of its forms, and written by who accepts.</summary>
    private static async Task<TestWork> StartAsync()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var work = await TestWork.WithTemplateAsync();
        var artefacts = new List<Artefact>();
        foreach (var form in TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Where(a => a.Kind == ArtefactKind.Form))
        {
            var document = JsonNode.Parse(form.Content.Span)!.AsObject();
            foreach (var field in document["fields"]!.AsArray().OfType<JsonObject>())
            {
                switch (field["key"]!.GetValue<string>())
                {
                    case "reporterPhone" or "reporterName" or "address":
                        field["sensitivity"] = "personal";
                        break;
                    case "channel" when form.Key == "report":
                        field["prefill"] = new JsonObject { ["source"] = "lastSubmission", ["member"] = "channel" };
                        break;
                }
            }

            if (document["nodeRules"]!["accept"] is JsonObject accept)
            {
                foreach (var key in new[] { "reporterName", "reporterPhone" }.Where(k => document["fields"]!.AsArray().Any(f => f!["key"]!.GetValue<string>() == k)))
                {
                    accept[key] = "write";
                }
            }

            document["privacy"] = new JsonObject { ["seenBy"] = new JsonArray("acceptor"), ["revealedBy"] = new JsonArray("handler") };
            artefacts.Add(Artefact.Of(ArtefactKind.Form, form.Key, Encoding.UTF8.GetBytes(document.ToJsonString())));
        }

        var published = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "sensitive"), Cancellation);
        Assert.True(published.IsAccepted, string.Join("; ", published.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return work;
    }

    private static async Task<OpenedCase> OpenAsync(TestWork work)
    {
        var data = TestWork.Json(
            $$"""
            {"title": "路面破损", "description": "人行道边路面破损", "classCode": "E-01-902", "grade": "IV", "address": "望澜路 18 号 3 楼", "channel": "hotline",
             "reporterName": "张三", "reporterPhone": "{{Phone}}", "position": {"lon": 120.15, "lat": 30.28 } }
            """);
        var opened = await work.Get<OpenCase>().HandleAsync(work.Person("grid", "reporter", "ZHZX"), new OpenCaseCommand("event", data, "open"), Cancellation);
        Assert.True(opened.IsAccepted, string.Join("; ", opened.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return opened.Value;
    }

    private static async Task<string> TaskAsync(TestWork work, OpenedCase opened) =>
        Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).TaskId;

    private static Task<Result<RevealedField>> RevealAsync(TestWork work, Actor actor, OpenedCase opened, string field, string reason) =>
        work.Get<RevealField>().HandleAsync(actor, new RevealFieldCommand(opened.Number, field, reason), Cancellation);
}
