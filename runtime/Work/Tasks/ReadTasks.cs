using LowCode.Work.People;

namespace LowCode.Work.Tasks;

/// <summary>The inbox (待办, 已办) and single tasks.</summary>
public sealed class ReadTasks
{
    public Task<Page<TaskRow>> SearchAsync(Actor actor, TaskSearch search, PageRequest page, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<int> CountOpenAsync(Actor actor, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Rejected as not found for tasks of other tenants, as forbidden for tasks that the actor may not see.</summary>
    public Task<Result<TaskDetails>> GetAsync(Actor actor, string taskId, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
