using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

internal sealed record OpenedTask(BurstCommit Burst, TaskWrite Task);

internal sealed record OfferedTask(BurstCommit Burst, TaskWrite Task, string Role);

/// <summary>The rows <c>task</c> and <c>task_candidate</c> of a batch.</summary>
internal static class TaskTables
{
    /// <summary>Answers one row a task that was open.</summary>
    public static readonly RowArrays<BurstCommit> Complete = new(
        """
        WITH done AS (
          UPDATE task t
          SET state = 'done', completed_at = w.completed_at, completed_by = w.completed_by, completed_by_name = w.completed_by_name,
            outcome = w.outcome
          FROM {w}
          WHERE t.tenant_id = w.tenant_id AND t.task_id = w.task_id AND t.state = 'open'
          RETURNING t.tenant_id, t.task_id),
        withdrawn AS (
          DELETE FROM task_candidate c USING done d WHERE c.tenant_id = d.tenant_id AND c.task_id = d.task_id)
        SELECT task_id FROM done
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("task_id", b => b.Completion!.TaskId),
        Column.Text<BurstCommit>("completed_at", b => b.Instance.At.ToRow()),
        Column.Text<BurstCommit>("completed_by", b => b.Completion!.CompletedBy),
        Column.Text<BurstCommit>("completed_by_name", b => b.Completion!.CompletedByName),
        Column.Text<BurstCommit>("outcome", b => b.Completion!.Outcome));

    /// <summary>The open task of a bookmark that closes is cancelled.</summary>
    public static readonly RowArrays<ClosedBookmark> Cancel = new(
        """
        WITH cancelled AS (
          UPDATE task t SET state = 'cancelled', completed_at = w.completed_at
          FROM {w}
          WHERE t.tenant_id = w.tenant_id AND t.instance_id = w.instance_id AND t.bookmark_id = w.bookmark_id AND t.state = 'open'
          RETURNING t.tenant_id, t.task_id)
        DELETE FROM task_candidate c USING cancelled d WHERE c.tenant_id = d.tenant_id AND c.task_id = d.task_id
        """,
        Column.Text<ClosedBookmark>("tenant_id", c => c.Burst.Tenant.Value),
        Column.Text<ClosedBookmark>("instance_id", c => c.Burst.Instance.InstanceId.Value),
        Column.Text<ClosedBookmark>("bookmark_id", c => c.BookmarkId),
        Column.Text<ClosedBookmark>("completed_at", c => c.Burst.Instance.At.ToRow()));

    public static readonly RowArrays<OpenedTask> Insert = RowArrays<OpenedTask>.Insert(
        "task",
        Column.Text<OpenedTask>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OpenedTask>("task_id", o => o.Task.TaskId),
        Column.Text<OpenedTask>("case_id", o => o.Task.CaseId),
        Column.Text<OpenedTask>("instance_id", o => o.Burst.Instance.InstanceId.Value),
        Column.Text<OpenedTask>("bookmark_id", o => o.Task.BookmarkId),
        Column.Text<OpenedTask>("step", o => o.Task.Step),
        Column.Text<OpenedTask>("title", o => RowJson.Write(o.Task.Title)),
        Column.Text<OpenedTask>("form_id", o => o.Task.FormId),
        Column.Text<OpenedTask>("form_hash", o => o.Task.FormHash),
        Column.Text<OpenedTask>("assignee", o => o.Task.Assignee),
        Column.Text<OpenedTask>("department", o => o.Task.Department),
        Column.Text<OpenedTask>("outcomes", o => RowJson.Write(o.Task.Outcomes)),
        Column.Text<OpenedTask>("created_at", o => o.Burst.Instance.At.ToRow()),
        Column.Text<OpenedTask>("due_at", o => o.Task.DueAt.ToRow()),
        Column.Text<OpenedTask>("state", _ => "open"));

    public static readonly RowArrays<OfferedTask> InsertCandidates = new(
        "INSERT INTO task_candidate ({columns}) SELECT * FROM {w} ON CONFLICT DO NOTHING",
        Column.Text<OfferedTask>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OfferedTask>("task_id", o => o.Task.TaskId),
        Column.Text<OfferedTask>("role", o => o.Role),
        Column.Text<OfferedTask>("department", o => o.Task.CandidateDepartment ?? ""));
}
