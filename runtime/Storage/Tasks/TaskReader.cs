using LowCode.Storage.Rows;
using LowCode.Work.Cases;
using LowCode.Work.Tasks;

namespace LowCode.Storage.Tasks;

/// <summary>A row of <c>task</c> with the columns of its case that lists show.</summary>
internal sealed class TaskReader
{
    public const string Columns =
        """
        t.task_id AS TaskId, t.case_id AS CaseId, c.number AS CaseNumber, c.title AS CaseTitle, c.class_code AS ClassCode,
        c.case_type AS CaseType, c.release_revision AS CaseRevision,
        t.instance_id AS InstanceId, t.bookmark_id AS BookmarkId, t.step AS Step, t.title AS Title, t.form_id AS FormId,
        t.form_hash AS FormHash, t.assignee AS Assignee, t.department AS Department, t.outcomes AS Outcomes, t.created_at AS CreatedAt,
        t.due_at AS DueAt, t.state AS State, t.completed_at AS CompletedAt, t.completed_by AS CompletedBy,
        t.completed_by_name AS CompletedByName, t.outcome AS Outcome
        """;

    public const string From = "FROM task t JOIN work_case c ON c.tenant_id = t.tenant_id AND c.case_id = t.case_id";

    public string TaskId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string CaseNumber { get; init; } = "";

    public string CaseTitle { get; init; } = "";

    public string? ClassCode { get; init; }

    public string CaseType { get; init; } = "";

    public long CaseRevision { get; init; }

    public string InstanceId { get; init; } = "";

    public string BookmarkId { get; init; } = "";

    public string Step { get; init; } = "";

    public string Title { get; init; } = "{}";

    public string FormId { get; init; } = "";

    public string FormHash { get; init; } = "";

    public string? Assignee { get; init; }

    public string? Department { get; init; }

    public string Outcomes { get; init; } = "[]";

    public string CreatedAt { get; init; } = "";

    public string? DueAt { get; init; }

    public string State { get; init; } = "";

    public string? CompletedAt { get; init; }

    public string? CompletedBy { get; init; }

    public string? CompletedByName { get; init; }

    public string? Outcome { get; init; }

    public TaskRecord ToRecord(IReadOnlyList<TaskCandidate> candidates) => new(
        TaskId,
        CaseId,
        CaseNumber,
        CaseTitle,
        ClassCode,
        CaseType,
        CaseRevision,
        InstanceId,
        BookmarkId,
        Step,
        RowJson.ReadText(Title),
        FormId,
        FormHash,
        Assignee,
        candidates,
        Department,
        RowJson.ReadOutcomes(Outcomes),
        RowTime.Read(CreatedAt),
        RowTime.ReadOptional(DueAt),
        State switch
        {
            "open" => TaskState.Open,
            "done" => TaskState.Done,
            "cancelled" => TaskState.Cancelled,
            _ => throw new InvalidDataException($"Expected a task state, but the row says '{State}'."),
        },
        RowTime.ReadOptional(CompletedAt),
        CompletedBy,
        CompletedByName,
        Outcome);
}
