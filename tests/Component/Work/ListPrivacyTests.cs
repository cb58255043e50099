using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Lists and searches show of a case what its page shows, whichever releases came and went since.</summary>
public sealed class ListPrivacyTests
{
    private static readonly PageRequest First = new(0, 9);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Masked_title_is_masked_in_inbox_and_case_list_and_finds_nothing()
    {
        await using var work = await SensitiveTemplate.StartAsync("title", "classCode");
        var opened = await SensitiveTemplate.OpenAsync(work);
        var boss = Boss(work);

        var task = Assert.Single((await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows);
        var row = Assert.Single((await work.Get<ReadCases>().SearchAsync(boss, new CaseSearch(), First, Cancellation)).Rows);

        Assert.Equal(("路***", "路***"), (task.CaseTitle, row.Title));
        Assert.DoesNotContain("E-01-902", task.ClassCode + row.ClassCode, StringComparison.Ordinal);
        Assert.Equal("路***", (await work.Get<ReadTasks>().GetAsync(boss, task.TaskId, Cancellation)).Value!.Task.CaseTitle);
        Assert.Equal((0, 0), await FoundAsync(work, boss, "破损"));
        Assert.Equal((1, 1), await FoundAsync(work, boss, opened.Number));
        Assert.Equal(0, (await work.Get<ReadCases>().SearchAsync(boss, new CaseSearch(Class: "E-01-902"), First, Cancellation)).Total);

        Assert.Equal((1, 1), await FoundAsync(work, Acceptor(work), "破损"));
        Assert.Equal("路面破损", Assert.Single((await work.Get<ReadTasks>().SearchAsync(Acceptor(work), new TaskSearch(TaskList.Open), First, Cancellation)).Rows).CaseTitle);
        Assert.Equal("路***", (await work.Get<LookUpCase>().HandleAsync(work.Tenant, opened.Number, "13800000000", Cancellation)).Value!.Title);
    }

    [Fact]
    public async Task Title_of_a_task_shows_of_the_case_what_its_reader_may_see()
    {
        await using var work = await SensitiveTemplate.StartAsync("reporterName", "reporterPhone");
        await SensitiveTemplate.PublishWorkflowAsync(work, SayReporterInTitle);
        var opened = await SensitiveTemplate.OpenAsync(work);
        var boss = Boss(work);
        var accept = Assert.Single((await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows);

        var accepted = SensitiveTemplate.Demand(await work.Get<CompleteTask>().HandleAsync(
            boss, new CompleteTaskCommand(accept.TaskId, "accept", TestWork.Json("""{"title": "路面破损", "address": "望澜路 18 号", "classCode": "E-01-902", "grade": "IV"}"""), null, "accept"), Cancellation));
        var row = Assert.Single((await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows);
        var task = (await work.Get<ReadTasks>().GetAsync(boss, row.TaskId, Cancellation)).Value!;
        var timeline = (await work.Get<ReadCases>().GetAsync(boss, opened.Number, Cancellation)).Value!.Timeline;

        const string hidden = "致电****：****";
        Assert.Equal((hidden, hidden, hidden), (Assert.Single(accepted.NextSteps), row.StepTitle, task.Task.StepTitle));
        Assert.Contains(timeline, l => l.Text.Contains(hidden, StringComparison.Ordinal));
        Assert.DoesNotContain("张三", JsonSerializer.Serialize(timeline) + JsonSerializer.Serialize(task), StringComparison.Ordinal);
        var seen = await work.Get<ReadTasks>().SearchAsync(Acceptor(work) with { Roles = ["acceptor", "dispatcher"] }, new TaskSearch(TaskList.Open), First, Cancellation);
        Assert.Equal("致电张三：13800000000", Assert.Single(seen.Rows).StepTitle);
    }

    [Fact]
    public async Task Incident_tells_an_administrator_nothing_that_the_case_hides()
    {
        await using var work = await SensitiveTemplate.StartAsync("reporterName", "reporterPhone");
        await SensitiveTemplate.PublishWorkflowAsync(work, document =>
        {
            SayReporterInTitle(document);
            var dispatch = document["root"]!["activities"]!.AsArray().OfType<JsonObject>().Single(a => (string?)a["id"] == "set-accepted");
            dispatch["status"] = JsonNode.Parse("""{"typeName": "String", "expression": {"type": "JavaScript", "value": "throw new Error('no ' + getPhone() + ' of ' + getNm())"}}""");
        });
        var opened = await SensitiveTemplate.OpenAsync(work);
        var boss = Boss(work);
        var accept = Assert.Single((await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows);

        SensitiveTemplate.Demand(await work.Get<CompleteTask>().HandleAsync(
            boss, new CompleteTaskCommand(accept.TaskId, "accept", TestWork.Json("""{"title": "路面破损", "address": "望澜路 18 号", "classCode": "E-01-902", "grade": "IV"}"""), null, "accept"), Cancellation));
        var instance = (await work.Get<ReadInstance>().HandleAsync(boss, opened.InstanceId, Cancellation)).Value!;
        var reasons = (await work.Get<ReadStandstill>().HandleAsync(boss, [opened.InstanceId], Cancellation)).Value!;

        Assert.Contains("no **** of ****", Assert.Single(instance.Incidents).Text, StringComparison.Ordinal);
        Assert.Contains("no **** of ****", Assert.Single(reasons).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", JsonSerializer.Serialize(instance.Incidents) + JsonSerializer.Serialize(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Degrees_of_a_masked_position_stay_on_the_server()
    {
        await using var work = await SensitiveTemplate.StartAsync("position");
        var opened = await SensitiveTemplate.OpenAsync(work);

        var masked = (await work.Get<ReadCases>().GetAsync(Boss(work), opened.Number, Cancellation)).Value!;
        var seen = (await work.Get<ReadCases>().GetAsync(Acceptor(work), opened.Number, Cancellation)).Value!;

        Assert.Equal((null, null), (masked.Longitude, masked.Latitude));
        Assert.DoesNotContain("120.15", JsonSerializer.Serialize(masked), StringComparison.Ordinal);
        Assert.Equal((120.15, 30.28), (seen.Longitude, seen.Latitude));
    }

    [Fact]
    public async Task What_was_filled_in_as_sensitive_stays_masked_when_a_newer_release_says_less()
    {
        await using var work = await SensitiveTemplate.StartAsync("title");
        await SensitiveTemplate.OpenAsync(work);
        await SensitiveTemplate.PublishAsync(work);
        await SensitiveTemplate.OpenAsync(work, "井盖丢失");
        var boss = Boss(work);

        var rows = (await work.Get<ReadCases>().SearchAsync(boss, new CaseSearch(Descending: false), First, Cancellation)).Rows;
        var tasks = (await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows;

        Assert.Equal(["路***", "井盖丢失"], rows.Select(r => r.Title));
        Assert.Equal(["井盖丢失", "路***"], tasks.Select(t => t.CaseTitle).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), await FoundAsync(work, boss, "破损"));
        Assert.Equal((1, 1), await FoundAsync(work, Acceptor(work), "破损"));
    }

    [Fact]
    public async Task What_became_sensitive_later_is_masked_in_older_cases()
    {
        await using var work = await SensitiveTemplate.StartAsync();
        await SensitiveTemplate.OpenAsync(work);
        Assert.Equal((1, 1), await FoundAsync(work, Boss(work), "破损"));

        await SensitiveTemplate.PublishAsync(work, "title");

        Assert.Equal("路***", Assert.Single((await work.Get<ReadCases>().SearchAsync(Boss(work), new CaseSearch(), First, Cancellation)).Rows).Title);
        Assert.Equal((0, 0), await FoundAsync(work, Boss(work), "破损"));
    }

    [Fact]
    public async Task Cases_of_a_type_that_was_withdrawn_stay_masked()
    {
        await using var work = await SensitiveTemplate.StartAsync("title", "reporterPhone");
        var opened = await SensitiveTemplate.OpenAsync(work);
        SensitiveTemplate.Demand(await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([], "withdrawn") { Withdrawn = [(ArtefactKind.CaseType, "event"), (ArtefactKind.Form, "report")] }, Cancellation));
        var boss = Boss(work);

        Assert.Equal("路***", Assert.Single((await work.Get<ReadCases>().SearchAsync(boss, new CaseSearch(), First, Cancellation)).Rows).Title);
        Assert.Equal("路***", Assert.Single((await work.Get<ReadTasks>().SearchAsync(boss, new TaskSearch(TaskList.Open), First, Cancellation)).Rows).CaseTitle);
        Assert.Equal("138****0000", (await work.Get<ReadCases>().GetAsync(boss, opened.Number, Cancellation)).Value!.ReporterPhone);
        Assert.Equal((0, 0), await FoundAsync(work, boss, "破损"));
    }

    private static void SayReporterInTitle(JsonObject document)
    {
        foreach (var name in new[] { "Nm", "Phone" })
        {
            document["variables"]!.AsArray().Add(JsonNode.Parse($$"""{"id": "v-{{name}}", "name": "{{name}}", "typeName": "String"}"""));
        }

        var activities = document["root"]!["activities"]!.AsArray().OfType<JsonObject>().ToDictionary(a => (string)a["id"]!);
        activities["accept"]["captures"]!["reporterName"] = "Nm";
        activities["accept"]["captures"]!["reporterPhone"] = "Phone";
        activities["dispatch"]["title"] = JsonNode.Parse("""{"typeName": "String", "expression": {"type": "Feel", "value": "\"致电\" + Nm + \"：\" + Phone"}}""");
    }

    private static Actor Boss(TestWork work) => work.Person("boss", Actor.AdministratorRole);

    private static Actor Acceptor(TestWork work) => work.Person("acceptor", "acceptor", "ZHZX");

    private static async Task<(int Cases, int Tasks)> FoundAsync(TestWork work, Actor actor, string text) => (
        (await work.Get<ReadCases>().SearchAsync(actor, new CaseSearch(text), First, Cancellation)).Total,
        (await work.Get<ReadTasks>().SearchAsync(actor, new TaskSearch(TaskList.Open, text), First, Cancellation)).Total);
}
