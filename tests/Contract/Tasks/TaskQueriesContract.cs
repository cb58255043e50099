using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Tasks;
using Xunit;

namespace LowCode.Tests.Contract.Tasks;

/// <summary>Whose task it is, and who did it.</summary>
public abstract class TaskQueriesContract : StoreContract
{
    private ITaskQueries Tasks => Store.Get<ITaskQueries>();

    [Fact]
    public async Task Inbox_holds_what_is_mine_by_name_by_role_and_by_role_in_my_department()
    {
        await AddAsync("named", t => t with { Assignee = "bob", CandidateRoles = [] });
        await AddAsync("role", t => t with { CandidateRoles = ["clerk", "other"] });
        await AddAsync("here", t => t with { CandidateRoles = ["handler"], CandidateDepartment = "D1" });
        await AddAsync("there", t => t with { CandidateRoles = ["handler"], CandidateDepartment = "D2" });
        await AddAsync("stranger", t => t with { Assignee = "carl", CandidateRoles = [] });

        Assert.Equal("here named role", await OpenAsync(Person("bob", ["clerk", "handler"], "D1")));
        Assert.Equal("role", await OpenAsync(Person("dora", ["clerk"], null)));
        Assert.Equal("", await OpenAsync(Person("emil", [], "D1")));
        Assert.Equal("here named role stranger there", await OpenAsync(Person("root", [Actor.AdministratorRole], null)));
    }

    [Fact]
    public async Task Task_offered_to_two_of_my_roles_is_listed_once()
    {
        await AddAsync("twice", t => t with { Assignee = "bob", CandidateRoles = ["clerk", "handler"] });

        Assert.Equal("twice", await OpenAsync(Person("bob", ["clerk", "handler"], null)));
    }

    [Fact]
    public async Task Completed_task_leaves_the_inbox_and_is_in_the_list_of_who_did_it()
    {
        await AddAsync("done", t => t);
        await CommitAsync(Burst.Next(1, "i-done") with { Consumed = "b1", Closed = ["b1"], Completion = new TaskCompletion("done", "bob", "Bob", "yes") });

        var bob = Person("bob", ["clerk"], null);
        Assert.Equal("", await OpenAsync(bob));
        var done = Assert.Single((await Tasks.SearchAsync(bob, new TaskSearch(TaskList.Done), new PageRequest(0, 10), Burst.Noon, Cancellation)).Rows);
        Assert.Equal(("Bob", "yes", TaskState.Done), (done.CompletedByName, done.Outcome, done.State));
        Assert.Empty((await Tasks.SearchAsync(Person("carl", ["clerk"], null), new TaskSearch(TaskList.Done), new PageRequest(0, 10), Burst.Noon, Cancellation)).Rows);
    }

    [Fact]
    public async Task Inbox_is_searched_by_text_step_and_lateness()
    {
        await AddAsync("late", t => t with { DueAt = Burst.Noon.AddHours(1), Step = "verify" });
        await AddAsync("never", t => t with { DueAt = null });
        var clerk = Person("bob", ["clerk"], null);

        Assert.Equal("late", await OpenAsync(clerk, new TaskSearch(TaskList.Open, OverdueOnly: true), Burst.Noon.AddHours(2)));
        Assert.Equal("late", await OpenAsync(clerk, new TaskSearch(TaskList.Open, Step: "verify")));
        Assert.Equal("never", await OpenAsync(clerk, new TaskSearch(TaskList.Open, Text: "A002")));
    }

    [Fact]
    public async Task Inbox_is_not_searched_in_what_is_masked()
    {
        await AddAsync("one", t => t);
        var clerk = Person("bob", ["clerk"], null);

        Assert.Equal("one", await OpenAsync(clerk, new TaskSearch(TaskList.Open, Text: "Pothole")));
        Assert.Equal("", await OpenAsync(clerk, new TaskSearch(TaskList.Open, Text: "Pothole") { Masked = [new(CaseColumn.Title, "event")] }));
        Assert.Equal("one", await OpenAsync(clerk, new TaskSearch(TaskList.Open, Text: "High Street") { Masked = [new(CaseColumn.Title, "event")] }));
    }

    [Fact]
    public async Task Task_is_read_with_everything_that_was_written()
    {
        await AddAsync("one", t => t with { CandidateDepartment = "D1" });

        var task = (await Tasks.FindAsync(Burst.Tenant, "one", Cancellation))!;

        Assert.Equal([new TaskCandidate("clerk", "D1")], task.Candidates);
        Assert.Equal(("A001", "Pothole", "E-01"), (task.CaseNumber, task.CaseTitle, task.ClassCode));
        Assert.Equal(("event", 1), (task.CaseType, task.CaseRevision));
        Assert.True(task.Outcomes[1].CommentRequired);
        Assert.Equal("不同意", task.Outcomes[1].Label.ByLanguage["zh-CN"]);
        Assert.Equal(Burst.Noon.AddHours(2), task.DueAt);
        Assert.Equal("one", Assert.Single(await Tasks.OpenOfCaseAsync(Burst.Tenant, "c-one", Cancellation)).TaskId);
        Assert.Null(await Tasks.FindAsync(Burst.Tenant, "none", Cancellation));
    }

    private static Actor Person(string login, IReadOnlyList<string> roles, string? department) =>
        new(Burst.Tenant, login, login, roles, department, roles.Contains(Actor.AdministratorRole));

    private async Task<string> OpenAsync(Actor actor, TaskSearch? search = null, DateTimeOffset? now = null)
    {
        var found = await Tasks.SearchAsync(actor, search ?? new TaskSearch(TaskList.Open), new PageRequest(0, 50), now ?? Burst.Noon, Cancellation);
        Assert.Equal(found.Rows.Count, found.Total);
        if (search is null)
        {
            Assert.Equal(found.Total, await Tasks.CountOpenAsync(actor, Cancellation));
        }

        return string.Join(' ', found.Rows.Select(t => t.TaskId).Order(StringComparer.Ordinal));
    }

    private async Task AddAsync(string id, Func<TaskWrite, TaskWrite> change)
    {
        var burst = Burst.StartCase("i-" + id, "c-" + id);
        await CommitAsync(burst with { Tasks = [change(burst.Tasks[0] with { TaskId = id })] });
    }

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
}
