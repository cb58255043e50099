using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Engine.State;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A child works on the case of its parent: its tasks stand in the inbox, what it changes is changed, whoever is first.</summary>
public sealed class ChildCaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task Task_of_a_child_is_done_by_a_person_and_its_parent_goes_on(string type)
    {
        await using var work = await WithAsync(
            Processes.Sequence("parent", Starts(type, "middle"), Task("last")),
            Processes.Sequence("middle", Starts(type, "child")),
            Processes.Sequence("child", Task("first"), Update("checked")));
        var opened = await OpenAsync(work);
        await RoundAsync(work);
        await RoundAsync(work);
        await work.ReopenAsync();

        var first = Assert.Single(await InboxAsync(work));
        Assert.Equal(("first", opened.CaseId), (first.Step, first.CaseId));
        await CompleteAsync(work, first);
        await RoundAsync(work);
        await RoundAsync(work);

        var last = Assert.Single(await InboxAsync(work));
        Assert.Equal("last", last.Step);
        var details = await CaseAsync(work, opened);
        Assert.Equal(("checked", new DateTime(2026, 11, 24)), (details.Case.Status, details.Case.CreatedAt.Date));
        Assert.Equal(
            ["opened:report", "task-opened:first", "task-completed:first", "updated:", "task-opened:last"],
            details.Timeline.Select(l => $"{l.Kind}:{l.Step}"));
        await CompleteAsync(work, last);
        Assert.Equal(3L, work.Scalar($"SELECT COUNT(*) FROM instance WHERE case_id = '{opened.CaseId}' AND sub_status = 'Finished'"));
    }

    [Fact]
    public async Task Parent_and_child_change_their_case_in_the_order_of_the_process()
    {
        await using var work = await WithAsync(
            Processes.Sequence("parent", Update("first"), Starts("Elsa.ExecuteWorkflow", "child"), Update("last")),
            Processes.Sequence("child", Update("checked")));

        var details = await CaseAsync(work, await OpenAsync(work));

        Assert.Equal("last", details.Case.Status);
        Assert.Equal("first,checked,last", work.Scalar("SELECT group_concat(outcome, ',') FROM (SELECT outcome FROM work_case_event ORDER BY seq)"));
    }

    [Fact]
    public async Task Tasks_of_parent_and_child_are_done_beside_each_other()
    {
        var both = new JsonObject { ["id"] = "both", ["type"] = "Elsa.Parallel", ["activities"] = new JsonArray(Starts("Elsa.ExecuteWorkflow", "child"), Task("own")) };
        await using var work = await WithAsync(Processes.Sequence("parent", both, Task("last")), Processes.Sequence("child", Task("first"), Task("second")));
        var opened = await OpenAsync(work);
        var tasks = (await InboxAsync(work)).ToDictionary(t => t.Step);
        Assert.Equal(["first", "own"], tasks.Keys.Order());

        await CompleteAsync(work, tasks["first"]);
        await CompleteAsync(work, tasks["own"]);
        await CompleteAsync(work, (await InboxAsync(work)).Single(t => t.Step == "second"));
        await RoundAsync(work);

        Assert.Equal("last", Assert.Single(await InboxAsync(work)).Step);
        Assert.Equal(8, (await CaseAsync(work, opened)).Timeline.Count);
    }

    [Fact]
    public async Task Cancelling_the_parent_takes_the_task_of_the_child_along()
    {
        await using var work = await WithAsync(Processes.Sequence("parent", Starts("Elsa.ExecuteWorkflow", "child")), Processes.Sequence("child", Task("first")));
        var opened = await OpenAsync(work);
        var instance = (await CaseAsync(work, opened)).InstanceId;

        var cancelled = await work.Get<InterveneInInstance>().HandleAsync(Administrator(work), new CancelInstanceCommand(instance, "given up", "1"), Cancellation);
        await RoundAsync(work);

        Assert.Equal(InstanceSubStatus.Cancelled, cancelled.Value!.SubStatus);
        Assert.Empty(await InboxAsync(work));
    }

    [Fact]
    public async Task Steps_of_all_that_a_case_started_are_told_with_those_of_its_own()
    {
        var bulk = Starts("Elsa.BulkDispatchWorkflows", "item");
        bulk["items"] = new JsonArray(1, 2);
        await using var work = await WithAsync(
            Processes.Sequence("parent", Starts("Elsa.ExecuteWorkflow", "child"), Starts("Elsa.DispatchWorkflow", "other"), bulk),
            Processes.Sequence("child", Update("checked")),
            Processes.Sequence("other", Starts("Elsa.ExecuteWorkflow", "inner")),
            Processes.Sequence("inner", Update("first")),
            Processes.Sequence("item", Task("own")));
        var opened = await OpenAsync(work);
        for (var round = 0; round < 4; round++)
        {
            await RoundAsync(work);
        }

        var details = await CaseAsync(work, opened);

        Assert.Equal(["ufirst", "uchecked", "start-inner"], details.Children.SelectMany(c => c.VisitedSteps).Except(["root"]).OrderDescending());
        Assert.Equal(["own", "own"], details.Children.SelectMany(c => c.ActiveSteps));
        Assert.Equal((5, 0), (details.Children.Count, details.ChildrenLeft));
    }

    [Fact]
    public async Task Incident_of_a_child_is_told_by_the_case()
    {
        var child = Processes.Sequence("child", Processes.LineOf("bad", "throw new Error('no way')"));
        await using var work = await WithAsync(Processes.Sequence("parent", Starts("Elsa.ExecuteWorkflow", "child"), Task("last")), child);

        var details = await CaseAsync(work, await OpenAsync(work));

        Assert.Contains(details.Timeline, l => l.Kind == "incident" && l.Comment!.Contains("no way", StringComparison.Ordinal));
        Assert.Contains("incident", details.Case.Flags);
    }

    internal static JsonObject Task(string id)
    {
        var task = Processes.UserTask(id);
        task["formId"] = "form";
        return task;
    }

    private static JsonObject Update(string status)
    {
        var update = Processes.Publish("u" + status, "");
        update.Remove("eventName");
        update["type"] = "LowCode.UpdateCase";
        update["status"] = status;
        return update;
    }

    internal static JsonObject Starts(string type, string definitionId) => new()
    {
        ["id"] = "start-" + definitionId,
        ["type"] = type,
        ["workflowDefinitionId"] = definitionId,
        ["waitForCompletion"] = true,
    };

    internal static async Task<TestWork> WithAsync(params JsonObject[] processes)
    {
        var work = await TestWork.EmptyAsync();
        Artefact[] artefacts =
        [
            .. processes.Select(p => Json(ArtefactKind.Workflow, (string)p["definitionId"]!, p.ToJsonString())),
            Json(ArtefactKind.Form, "form", """
                {
                  "$format": "lowcode.form/1", "formId": "form", "title": {"zh-CN": "表单", "en": "Form"},
                  "fields": [{"id": "f_title", "key": "title", "type": "text", "label": {"zh-CN": "标题", "en": "Title"}}],
                  "sections": [], "nodeRules": {"report": {"title": "required"}, "first": {"title": "write"}}
                }
                """),
            Json(ArtefactKind.CaseType, "matter", """
                {
                  "$format": "lowcode.casetype/1", "caseTypeId": "matter", "name": {"zh-CN": "事项", "en": "Matter"},
                  "process": "parent", "numberPattern": "M{seq:3}", "forms": {"report": "form"}, "reportStep": "report", "publicStep": null,
                  "fields": {"title": "title", "class": null, "department": null, "address": null, "position": null, "reporterName": null, "reporterPhone": null, "channel": null},
                  "statuses": [
                    {"key": "open", "label": {"zh-CN": "办理中", "en": "Open"}, "phase": "open", "colour": "info"},
                    {"key": "first", "label": {"zh-CN": "一", "en": "First"}, "phase": "open", "colour": "info"},
                    {"key": "checked", "label": {"zh-CN": "已核", "en": "Checked"}, "phase": "open", "colour": "info"},
                    {"key": "last", "label": {"zh-CN": "末", "en": "Last"}, "phase": "open", "colour": "info"}
                  ],
                  "stages": []
                }
                """),
        ];
        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return work;
    }

    private static Artefact Json(ArtefactKind kind, string key, string json) => Artefact.Of(kind, key, Encoding.UTF8.GetBytes(json));

    private static Actor Administrator(TestWork work) => work.Person("admin", Actor.AdministratorRole);

    internal static async Task<OpenedCase> OpenAsync(TestWork work)
    {
        var opened = await work.Get<OpenCase>().HandleAsync(Administrator(work), new OpenCaseCommand("matter", new JsonObject { ["title"] = "Pothole" }, "open"), Cancellation);
        Assert.True(opened.IsAccepted, opened.Rejection?.Message);
        return opened.Value;
    }

    private static async Task<IReadOnlyList<TaskRow>> InboxAsync(TestWork work) =>
        (await work.Get<ReadTasks>().SearchAsync(Administrator(work), new TaskSearch(TaskList.Open), new LowCode.Work.PageRequest(0, 20), Cancellation)).Rows;

    private static async Task CompleteAsync(TestWork work, TaskRow task)
    {
        var done = await work.Get<CompleteTask>().HandleAsync(
            Administrator(work), new CompleteTaskCommand(task.TaskId, "Done", [], null, "do " + task.TaskId), Cancellation);
        Assert.True(done.IsAccepted, done.Rejection?.Message);
    }

    private static async Task<CaseDetails> CaseAsync(TestWork work, OpenedCase opened) =>
        (await work.Get<ReadCases>().GetAsync(Administrator(work), opened.Number, Cancellation)).Value!;

    internal static Task<bool> RoundAsync(TestWork work) => work.Get<WakeUpRound>().RunAsync(Cancellation);
}
