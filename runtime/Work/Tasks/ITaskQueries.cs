using LowCode.Definitions;
using LowCode.Definitions.Texts;
using LowCode.Engine.Effects;
using LowCode.Work.People;

namespace LowCode.Work.Tasks;

/// <summary>Port: reading tasks.</summary>
public interface ITaskQueries
{
    Task<Page<TaskRecord>> SearchAsync(Actor actor, TaskSearch search, PageRequest page, DateTimeOffset now, CancellationToken cancellation);

    Task<int> CountOpenAsync(Actor actor, CancellationToken cancellation);

    Task<TaskRecord?> FindAsync(TenantId tenant, string taskId, CancellationToken cancellation);

    Task<IReadOnlyList<TaskRecord>> OpenOfCaseAsync(TenantId tenant, string caseId, CancellationToken cancellation);
}

/// <summary>A row of <c>task</c> with its candidates and the case's columns that lists show.</summary>
/// <param name="CaseRevision">Of the release that the case runs on.</param>
public sealed record TaskRecord(
    string TaskId,
    string CaseId,
    string CaseNumber,
    string CaseTitle,
    string? ClassCode,
    string CaseType,
    long CaseRevision,
    string InstanceId,
    string BookmarkId,
    string Step,
    LocalizedText Title,
    string FormId,
    string FormHash,
    string? Assignee,
    IReadOnlyList<TaskCandidate> Candidates,
    string? Department,
    IReadOnlyList<TaskOutcome> Outcomes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    TaskState State,
    DateTimeOffset? CompletedAt,
    string? CompletedBy,
    string? CompletedByName,
    string? Outcome);

/// <summary>Whoever has the role may do it and, where a department is named, belongs to it.</summary>
/// <param name="Department">Code; empty: any.</param>
public sealed record TaskCandidate(string Role, string Department);

public enum TaskState
{
    Open,
    Done,
    Cancelled,
}
