using LowCode.Definitions.CaseTypes;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A case of the shipped template on its way, and everything that is refused on it.</summary>
public sealed class EventDispatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_is_numbered_and_waits_for_the_acceptor_when_it_is_reported()
    {
        await using var work = await TestWork.WithTemplateAsync();

        var opened = await ReportAsync(work);

        Assert.Equal("SJ202611240001", opened.Number);
        var inbox = await work.Get<ReadTasks>().SearchAsync(Acceptor(work), new TaskSearch(TaskList.Open), new PageRequest(0, 20), Cancellation);
        var task = Assert.Single(inbox.Rows);
        Assert.Equal("accept", task.Step);
        Assert.Equal(opened.Number, task.CaseNumber);
        var details = (await work.Get<ReadCases>().GetAsync(Acceptor(work), opened.Number, Cancellation)).Value!;
        Assert.Equal(CasePhase.Open, details.Case.Phase);
        Assert.Equal(["accept"], details.ActiveSteps);
        Assert.Equal(["opened", "task-opened"], details.Timeline.Select(l => l.Kind));
    }

    [Fact]
    public async Task Task_completed_twice_is_rejected_and_nothing_changes()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        var task = await OpenTaskAsync(work, opened);
        Assert.True((await AcceptAsync(work, task, "first")).IsAccepted);
        var before = await SnapshotAsync(work, opened);

        var second = await AcceptAsync(work, task, "second");

        Assert.Equal("task.already-completed", second.Rejection?.Code);
        Assert.Contains("acceptor", second.Rejection!.Message, StringComparison.Ordinal);
        Assert.Contains(" 2026-11-24 09:00 ", second.Rejection.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync(work, opened));
    }

    [Fact]
    public async Task Repeated_operation_gets_the_first_answer_and_does_nothing_again()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        var task = await OpenTaskAsync(work, opened);
        var first = await AcceptAsync(work, task, "same");
        var before = await SnapshotAsync(work, opened);

        var again = await AcceptAsync(work, task, "same");
        var openedAgain = await ReportAsync(work);

        Assert.Equal(first.Value!.NextSteps, again.Value!.NextSteps);
        Assert.Equal(opened, openedAgain);
        Assert.Equal(before, await SnapshotAsync(work, opened));
    }

    [Fact]
    public async Task Somebody_without_the_role_is_refused_and_nothing_changes()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        var task = await OpenTaskAsync(work, opened);
        var before = await SnapshotAsync(work, opened);

        var answer = await work.Get<CompleteTask>().HandleAsync(
            work.Person("grid", "reporter", "ZHZX"), Accepting(task, "1"), Cancellation);

        Assert.Equal(RejectionKind.Forbidden, answer.Rejection?.Kind);
        Assert.Equal("task.forbidden", answer.Rejection?.Code);
        Assert.Equal(before, await SnapshotAsync(work, opened));
    }

    [Fact]
    public async Task Form_with_an_unknown_code_and_a_field_that_is_not_the_steps_is_refused_with_every_problem()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        var task = await OpenTaskAsync(work, opened);

        var answer = await work.Get<CompleteTask>().HandleAsync(
            Acceptor(work),
            new CompleteTaskCommand(task, "accept", TestWork.Json("""{"classCode": "no-such-code", "grade": "IV", "description": "changed"}"""), null, "1"),
            Cancellation);

        Assert.Equal("form.invalid", answer.Rejection?.Code);
        Assert.Equal(["/classCode", "/description"], answer.Rejection!.Problems.Select(p => p.Path).Order());
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "task.comment-too-long")]
    public async Task Comment_longer_than_the_dialog_takes_is_refused(int length, string? code)
    {
        await using var work = await TestWork.WithTemplateAsync();
        var task = await OpenTaskAsync(work, await ReportAsync(work));
        var comment = string.Concat(Enumerable.Repeat("😀", length));

        var answer = await work.Get<CompleteTask>().HandleAsync(Acceptor(work), Accepting(task, "1") with { Comment = comment }, Cancellation);

        Assert.Equal(code, answer.Rejection?.Code);
    }

    [Fact]
    public async Task Case_goes_on_after_the_process_was_ended_and_started_again()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        await work.ReopenAsync();

        var accepted = await AcceptAsync(work, await OpenTaskAsync(work, opened), "1");

        Assert.Equal(["派遣"], accepted.Value!.NextSteps);
    }

    [Fact]
    public async Task One_of_many_who_complete_a_task_at_once_does_it()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        var task = await OpenTaskAsync(work, opened);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AcceptAsync(work, task, $"op-{i}")));

        Assert.Single(answers, a => a.IsAccepted);
        Assert.All(answers.Where(a => !a.IsAccepted), a => Assert.Equal("task.already-completed", a.Rejection?.Code));
        Assert.Equal("dispatch", Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).Step);
    }

    [Fact]
    public async Task Two_processes_on_one_file_work_on_one_case_in_turn()
    {
        await using var work = await TestWork.WithTemplateAsync();
        await using var second = work.Twin();
        var opened = await ReportAsync(work);

        // The first holds the case in memory from here on; the second moves it on behind its back.
        Assert.True((await AcceptAsync(second, await OpenTaskAsync(second, opened), "1")).IsAccepted);
        var dispatched = await work.Get<CompleteTask>().HandleAsync(
            work.Person("dispatcher", "dispatcher", "ZHZX"),
            new CompleteTaskCommand(await OpenTaskAsync(work, opened), "dispatch", TestWork.Json("""{"departmentCode": "ZJJ"}"""), null, "2"),
            Cancellation);

        Assert.True(dispatched.IsAccepted, dispatched.Rejection?.Message);
        Assert.Equal("handle", Assert.Single(await second.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).Step);
    }

    [Fact]
    public async Task Public_looks_a_case_up_by_number_and_phone_and_learns_nothing_from_a_wrong_one()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await ReportAsync(work);
        await AcceptAsync(work, await OpenTaskAsync(work, opened), "1");
        var lookUp = work.Get<LookUpCase>();

        var found = (await lookUp.HandleAsync(work.Tenant, opened.Number, "138 0000-0000", Cancellation)).Value!;
        var wrongPhone = await lookUp.HandleAsync(work.Tenant, opened.Number, "13900000000", Cancellation);
        var wrongNumber = await lookUp.HandleAsync(work.Tenant, "SJ209901010001", "13800000000", Cancellation);

        Assert.Equal(opened.Number, found.Number);
        Assert.Equal(["上报", "已受理立案，处置时限开始计算"], found.Timeline.Select(l => l.Text));
        Assert.Equal("case.not-found", wrongPhone.Rejection?.Code);
        Assert.Equal(wrongPhone.Rejection!.Message, wrongNumber.Rejection!.Message);
    }

    [Theory]
    [InlineData("１３８ ００００－００００", "13800000000", true)]
    [InlineData("13800000000", "１３８００００００００", true)]
    [InlineData("没有电话", "", false)]
    [InlineData("没有电话", "没有电话", false)]
    [InlineData("+", "+", false)]
    public async Task Public_looks_a_case_up_by_a_phone_of_any_width_and_never_by_one_without_digits(string known, string given, bool isFound)
    {
        await using var work = await TestWork.WithTemplateAsync();
        var request = new OpenCaseRequest(
            Actor.System(work.Tenant),
            "event",
            TestWork.Json("""{"title": "路面破损", "description": "破损", "classCode": "E-01-902", "address": "望澜路", "channel": "hotline"}"""),
            work.Time.GetUtcNow(),
            "test/phone")
        {
            Known = new() { ["reporterPhone"] = known },
        };
        var opened = await work.Get<CaseProcess>().OpenAsync(request, Cancellation);
        Assert.True(opened.IsAccepted, opened.Rejection?.Message);

        var answer = await work.Get<LookUpCase>().HandleAsync(work.Tenant, opened.Value.Number, given, Cancellation);

        Assert.Equal(isFound, answer.IsAccepted);
    }

    [Fact]
    public async Task Case_whose_process_meets_an_error_says_so()
    {
        await using var work = await TestWork.WithTemplateAsync();
        await BreakRejectionAsync(work);
        var opened = await ReportAsync(work);

        var rejected = await work.Get<CompleteTask>().HandleAsync(
            Acceptor(work), new CompleteTaskCommand(await OpenTaskAsync(work, opened), "reject", [], "不属于受理范围", "1"), Cancellation);

        Assert.True(rejected.IsAccepted, rejected.Rejection?.Message);
        var details = (await work.Get<ReadCases>().GetAsync(Acceptor(work), opened.Number, Cancellation)).Value!;
        Assert.Contains("incident", details.Case.Flags);
        Assert.Contains("set-rejected", Assert.Single(details.Timeline, l => l.Kind == CaseEventKinds.Incident).Step, StringComparison.Ordinal);
    }

    /// <summary>Publishes the process with a fault where a rejection is written down.</summary>
    private static async Task BreakRejectionAsync(TestWork work)
    {
        var file = await File.ReadAllTextAsync(Repository.PathOf("templates/event-dispatch/workflows/event-dispatch.json"), Cancellation);
        var process = TestWork.Json(file);
        process["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "set-rejected")!["type"] = "Elsa.Fault";
        await Processes.PublishAsync(work, process);
    }

    private static Actor Acceptor(TestWork work) => work.Person("acceptor", "acceptor", "ZHZX");

    private static CompleteTaskCommand Accepting(string task, string operation) =>
        new(task, "accept", TestWork.Json("""{"classCode": "E-01-902", "grade": "IV"}"""), null, operation);

    private static Task<Result<CompletedTask>> AcceptAsync(TestWork work, string task, string operation) =>
        work.Get<CompleteTask>().HandleAsync(Acceptor(work), Accepting(task, operation), Cancellation);

    private static async Task<string> OpenTaskAsync(TestWork work, OpenedCase opened) =>
        Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).TaskId;

    /// <summary>All that people can see of a case.</summary>
    private static async Task<string> SnapshotAsync(TestWork work, OpenedCase opened) =>
        System.Text.Json.JsonSerializer.Serialize((await work.Get<ReadCases>().GetAsync(Acceptor(work), opened.Number, Cancellation)).Value!);

    private static async Task<OpenedCase> ReportAsync(TestWork work, string operation = "report")
    {
        var data = TestWork.Json(
            """
            {"title": "路面破损", "description": "人行道边路面破损", "classCode": "E-01-902", "grade": "IV", "address": "望澜路 18 号",
             "channel": "hotline", "reporterName": "张三", "reporterPhone": "13800000000"}
            """);
        var answer = await work.Get<OpenCase>().HandleAsync(
            work.Person("grid", "reporter", "ZHZX"), new OpenCaseCommand("event", data, operation), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message + string.Join("; ", answer.Rejection?.Problems.Select(p => p.Path + p.Message) ?? []));
        return answer.Value;
    }
}
