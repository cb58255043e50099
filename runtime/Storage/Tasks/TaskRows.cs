using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Tasks;

/// <summary>The rows <c>task</c> and <c>task_candidate</c> of a burst.</summary>
internal static class TaskRows
{
    private const string Insert =
        """
        INSERT INTO task (tenant_id, task_id, case_id, instance_id, bookmark_id, step, title, form_id, form_hash, assignee, department,
          outcomes, created_at, due_at, state)
        VALUES (@tenant, @task, @case, @instance, @bookmark, @step, @title, @form, @formHash, @assignee, @department,
          @outcomes, @at, @due, 'open')
        """;

    private const string InsertCandidate =
        "INSERT INTO task_candidate (tenant_id, task_id, role, department) VALUES (@tenant, @task, @role, @department) ON CONFLICT DO NOTHING";

    private const string Complete =
        """
        UPDATE task SET state = 'done', completed_at = @at, completed_by = @login, completed_by_name = @name, outcome = @outcome
        WHERE tenant_id = @tenant AND task_id = @task AND state = 'open'
        """;

    private const string Cancel =
        """
        UPDATE task SET state = 'cancelled', completed_at = @at
        WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark AND state = 'open'
        RETURNING task_id
        """;

    private const string DeleteCandidates = "DELETE FROM task_candidate WHERE tenant_id = @tenant AND task_id = @task";

    public static void Open(WriteSession session, BurstCommit burst)
    {
        foreach (var task in burst.Tasks)
        {
            session.Execute(
                Insert,
                ("tenant", burst.Tenant.Value),
                ("task", task.TaskId),
                ("case", task.CaseId),
                ("instance", burst.Instance.InstanceId.Value),
                ("bookmark", task.BookmarkId),
                ("step", task.Step),
                ("title", RowJson.Write(task.Title)),
                ("form", task.FormId),
                ("formHash", task.FormHash),
                ("assignee", task.Assignee),
                ("department", task.Department),
                ("outcomes", RowJson.Write(task.Outcomes)),
                ("at", burst.Instance.At.ToRow()),
                ("due", task.DueAt.ToRow()));
            foreach (var role in task.CandidateRoles)
            {
                session.Execute(
                    InsertCandidate,
                    ("tenant", burst.Tenant.Value),
                    ("task", task.TaskId),
                    ("role", role),
                    ("department", task.CandidateDepartment ?? ""));
            }
        }
    }

    /// <summary>False: the task is not open any more.</summary>
    public static bool TryComplete(WriteSession session, BurstCommit burst, TaskCompletion completion)
    {
        if (session.Execute(
            Complete,
            ("tenant", burst.Tenant.Value),
            ("task", completion.TaskId),
            ("at", burst.Instance.At.ToRow()),
            ("login", completion.CompletedBy),
            ("name", completion.CompletedByName),
            ("outcome", completion.Outcome)) == 0)
        {
            return false;
        }

        session.Execute(DeleteCandidates, ("tenant", burst.Tenant.Value), ("task", completion.TaskId));
        return true;
    }

    /// <summary>The open task of a bookmark that closes is cancelled.</summary>
    public static void CancelOf(WriteSession session, BurstCommit burst, string bookmark)
    {
        if (session.Scalar(
            Cancel,
            ("tenant", burst.Tenant.Value),
            ("instance", burst.Instance.InstanceId.Value),
            ("bookmark", bookmark),
            ("at", burst.Instance.At.ToRow())) is string task)
        {
            session.Execute(DeleteCandidates, ("tenant", burst.Tenant.Value), ("task", task));
        }
    }
}
