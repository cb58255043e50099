using LowCode.Definitions;
using LowCode.Storage.Cases;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Tasks;

namespace LowCode.Storage.Tasks;

/// <inheritdoc cref="ITaskQueries"/>
internal sealed class TaskQueries(IDatabase database) : ITaskQueries
{
    private const string AllOpen = "t.tenant_id = @tenant AND t.state = 'open'";

    private const string DoneByMe = "t.tenant_id = @tenant AND t.completed_by = @login";

    private static readonly CaseColumn[] _searched = [CaseColumn.Title, CaseColumn.Address];

    /// <summary>Open and mine to do: assigned to me, or offered to one of my roles. Administrators may do everything.</summary>
    private readonly string _mineToDo =
        $"""
        t.tenant_id = @tenant AND t.state = 'open' AND t.task_id IN (
          SELECT a.task_id FROM task a WHERE a.tenant_id = @tenant AND a.assignee = @login AND a.state = 'open'
          UNION ALL
          SELECT k.task_id FROM task_candidate k
          WHERE k.tenant_id = @tenant AND {database.Dialect.IsIn("k.role", "roles")} AND k.department IN ('', @department))
        """;

    public async Task<Page<TaskRecord>> SearchAsync(Actor actor, TaskSearch search, PageRequest page, DateTimeOffset now, CancellationToken cancellation)
    {
        var (where, values) = Filter(actor, search, now);
        await using var session = await database.ReadAsync(ReadScope.Snapshot(actor.Tenant), cancellation);
        var total = await session.NumberAsync($"SELECT COUNT(*) {TaskReader.From} WHERE {where}", [.. values]);
        var order = search.List == TaskList.Done
            ? "t.completed_at DESC, t.task_id DESC"
            : "t.due_at ASC NULLS LAST, t.created_at, t.task_id";
        var rows = await session.QueryAsync<TaskReader>(
            $"""
            SELECT {TaskReader.Columns} {TaskReader.From}
            WHERE {where}
            ORDER BY {order}
            LIMIT @limit OFFSET @offset
            """,
            [.. values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<TaskRecord>(await WithCandidatesAsync(session, actor.Tenant, rows), (int)total);
    }

    public async Task<int> CountOpenAsync(Actor actor, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(actor.Tenant), cancellation);
        return (int)await session.NumberAsync(
            $"SELECT COUNT(*) FROM task t WHERE {(actor.IsAdministrator ? AllOpen : _mineToDo)}",
            actor.IsAdministrator ? [("tenant", actor.Tenant.Value)] : Mine(actor));
    }

    public async Task<TaskRecord?> FindAsync(TenantId tenant, string taskId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var rows = await session.QueryAsync<TaskReader>(
            $"SELECT {TaskReader.Columns} {TaskReader.From} WHERE t.tenant_id = @tenant AND t.task_id = @taskId",
            ("tenant", tenant.Value),
            ("taskId", taskId));
        return await WithCandidatesAsync(session, tenant, rows) is [var row] ? row : null;
    }

    public async Task<IReadOnlyList<TaskRecord>> OpenOfCaseAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var rows = await session.QueryAsync<TaskReader>(
            $"""
            SELECT {TaskReader.Columns} {TaskReader.From}
            WHERE t.tenant_id = @tenant AND t.case_id = @caseId AND t.state = 'open'
            ORDER BY t.created_at, t.task_id
            """,
            ("tenant", tenant.Value),
            ("caseId", caseId));
        return await WithCandidatesAsync(session, tenant, rows);
    }

    private (string Where, List<(string, object?)> Values) Filter(Actor actor, TaskSearch search, DateTimeOffset now)
    {
        var (list, values) = search.List == TaskList.Done
            ? (DoneByMe, [("tenant", actor.Tenant.Value), ("login", actor.Login)])
            : actor.IsAdministrator
                ? (AllOpen, [("tenant", actor.Tenant.Value)])
                : (_mineToDo, new List<(string, object?)>(Mine(actor)));
        var conditions = new List<string> { list };
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            conditions.Add($"({CaseFilter.TextCondition(database.Dialect, _searched, search.Masked, "text", values)})");
            values.Add(("text", LikePattern.Containing(search.Text)));
        }

        if (search.Step is { } step)
        {
            conditions.Add("t.step = @step");
            values.Add(("step", step));
        }

        if (search.OverdueOnly)
        {
            conditions.Add("t.due_at < COALESCE(t.completed_at, @now)");
            values.Add(("now", now.ToRow()));
        }

        return (string.Join(" AND ", conditions), values);
    }

    private static (string, object?)[] Mine(Actor actor) =>
        [("tenant", actor.Tenant.Value), ("login", actor.Login), ("roles", actor.Roles), ("department", actor.Department ?? "")];

    /// <param name="session">The snapshot that read the rows: a task that ends meanwhile must not look open and free of candidates.</param>
    private async Task<IReadOnlyList<TaskRecord>> WithCandidatesAsync(ReadSession session, TenantId tenant, List<TaskReader> rows)
    {
        var open = rows.Where(r => r.State == "open").Select(r => r.TaskId).ToList();
        var candidates = open.Count == 0
            ? []
            : await session.QueryAsync(
                $"SELECT task_id, role, department FROM task_candidate WHERE tenant_id = @tenant AND {database.Dialect.IsIn("task_id", "open")} ORDER BY role",
                row => (TaskId: row.GetString(0), Role: row.GetString(1), Department: row.GetString(2)),
                ("tenant", tenant.Value),
                ("open", open));
        return [.. rows.Select(row => row.ToRecord([.. candidates.Where(c => c.TaskId == row.TaskId).Select(c => new TaskCandidate(c.Role, c.Department))]))];
    }
}
