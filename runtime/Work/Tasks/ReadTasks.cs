using LowCode.Definitions.Releases;
using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Tasks;

/// <summary>The inbox (待办, 已办) and single tasks.</summary>
public sealed class ReadTasks(
    ITaskQueries tasks, ICaseQueries cases, ReadCases readCases, TaskPrivacy privacy, MaskedColumns columns, PublishedDefinitions definitions, TimeProvider time)
{
    public async Task<Page<TaskRow>> SearchAsync(Actor actor, TaskSearch search, PageRequest page, CancellationToken cancellation)
    {
        var masked = search with { Masked = await columns.OfAsync(actor, cancellation) };
        var found = await tasks.SearchAsync(actor, masked, page.Bounded(), time.GetUtcNow(), cancellation);
        var masks = await privacy.OfAsync(actor, found.Rows, cancellation);
        return new Page<TaskRow>(
            [.. found.Rows.Zip(masks, (task, m) => RowOf(task, m.Hidden, m.Fields.Mask(f => f.Title, task.CaseTitle) ?? "", m.Fields.Mask(f => f.Class, task.ClassCode)))],
            found.Total);
    }

    public Task<int> CountOpenAsync(Actor actor, CancellationToken cancellation) => tasks.CountOpenAsync(actor, cancellation);

    /// <summary>Rejected as not found for tasks of other tenants, as forbidden for tasks that the actor may not see.</summary>
    public async Task<Result<TaskDetails>> GetAsync(Actor actor, string taskId, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(actor.Tenant, taskId, cancellation) is not { } task
            || await cases.FindAsync(actor.Tenant, task.CaseId, cancellation) is not { } record)
        {
            return Rejections.NotFound("task.not-found");
        }

        // Signed-in people may read every case of their tenant, so also its tasks; doing is another matter.
        if (actor.IsPublic)
        {
            return TaskChecks.RefuseStranger(task);
        }

        var form = await definitions.FormAsync(actor.Tenant, new ContentHash(task.FormHash), cancellation);
        var details = await readCases.DetailsAsync(actor, record, form, cancellation);
        return new TaskDetails(
            RowOf(task, await privacy.HiddenAsync(actor, task, cancellation), details.Case.Title, details.Case.ClassCode),
            form,
            details.Data,
            task.Outcomes,
            details,
            task.State == TaskState.Open && TaskChecks.MayDo(actor, task))
        {
            FormHash = task.FormHash,
        };
    }

    /// <param name="caseTitle">As the reader may see it, and so the class.</param>
    private static TaskRow RowOf(TaskRecord task, HiddenValues hidden, string caseTitle, string? classCode) => new(
        task.TaskId,
        task.CaseId,
        task.CaseNumber,
        caseTitle,
        classCode,
        task.Step,
        hidden.Hide(task.Title.ToString()),
        task.Department,
        task.Assignee,
        task.CreatedAt,
        task.DueAt,
        task.CompletedAt,
        task.CompletedByName,
        task.Outcome is null ? null : task.Outcomes.FirstOrDefault(o => o.Name == task.Outcome)?.Label.ToString() ?? task.Outcome);
}
