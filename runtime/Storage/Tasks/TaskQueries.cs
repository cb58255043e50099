using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Tasks;

/// <inheritdoc cref="ITaskQueries"/>
internal sealed class TaskQueries(SqliteFile file) : ITaskQueries
{
    /// <summary>Open and mine to do: assigned to me, or offered to one of my roles. Administrators may do everything.</summary>
    private const string MineToDo =
        """
        t.tenant_id = @tenant AND t.state = 'open' AND t.task_id IN (
          SELECT a.task_id FROM task a WHERE a.tenant_id = @tenant AND a.assignee = @login AND a.state = 'open'
          UNION ALL
          SELECT k.task_id FROM task_candidate k WHERE k.tenant_id = @tenant AND k.role IN @roles AND k.department IN ('', @department))
        """;

    private const string AllOpen = "t.tenant_id = @tenant AND t.state = 'open'";

    private const string DoneByMe = "t.tenant_id = @tenant AND t.completed_by = @login";

    public Task<Page<TaskRecord>> SearchAsync(Actor actor, TaskSearch search, PageRequest page, DateTimeOffset now, CancellationToken cancellation)
    {
        var (where, values) = Filter(actor, search, now);
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var total = connection.ExecuteScalar<int>($"SELECT COUNT(*) {TaskReader.From} WHERE {where}", values, transaction);
        values.Add("limit", page.Size);
        values.Add("offset", page.Number * page.Size);
        var order = search.List == TaskList.Done
            ? "t.completed_at DESC, t.task_id DESC"
            : "t.due_at ASC NULLS LAST, t.created_at, t.task_id";
        var rows = connection.Query<TaskReader>(
            $"""
            SELECT {TaskReader.Columns} {TaskReader.From}
            WHERE {where}
            ORDER BY {order}
            LIMIT @limit OFFSET @offset
            """,
            values,
            transaction).AsList();
        return Task.FromResult(new Page<TaskRecord>(WithCandidates(transaction, actor.Tenant, rows), total));
    }

    public Task<int> CountOpenAsync(Actor actor, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        return Task.FromResult(connection.ExecuteScalar<int>(
            $"SELECT COUNT(*) FROM task t WHERE {(actor.IsAdministrator ? AllOpen : MineToDo)}",
            Values(actor)));
    }

    public Task<TaskRecord?> FindAsync(TenantId tenant, string taskId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var rows = connection.Query<TaskReader>(
            $"SELECT {TaskReader.Columns} {TaskReader.From} WHERE t.tenant_id = @tenant AND t.task_id = @taskId",
            new { tenant = tenant.Value, taskId },
            transaction).AsList();
        return Task.FromResult(WithCandidates(transaction, tenant, rows) is [var row] ? row : null);
    }

    public Task<IReadOnlyList<TaskRecord>> OpenOfCaseAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var rows = connection.Query<TaskReader>(
            $"""
            SELECT {TaskReader.Columns} {TaskReader.From}
            WHERE t.tenant_id = @tenant AND t.case_id = @caseId AND t.state = 'open'
            ORDER BY t.created_at, t.task_id
            """,
            new { tenant = tenant.Value, caseId },
            transaction).AsList();
        return Task.FromResult(WithCandidates(transaction, tenant, rows));
    }

    private static (string Where, DynamicParameters Values) Filter(Actor actor, TaskSearch search, DateTimeOffset now)
    {
        var conditions = new List<string>
        {
            search.List == TaskList.Done ? DoneByMe : actor.IsAdministrator ? AllOpen : MineToDo,
        };
        var values = Values(actor);
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            conditions.Add(@"(c.number LIKE @text ESCAPE '\' OR c.title LIKE @text ESCAPE '\' OR c.address LIKE @text ESCAPE '\')");
            values.Add("text", LikePattern.Containing(search.Text));
        }

        if (search.Step is { } step)
        {
            conditions.Add("t.step = @step");
            values.Add("step", step);
        }

        if (search.OverdueOnly)
        {
            conditions.Add("t.due_at < COALESCE(t.completed_at, @now)");
            values.Add("now", now.ToRow());
        }

        return (string.Join(" AND ", conditions), values);
    }

    private static DynamicParameters Values(Actor actor)
    {
        var values = new DynamicParameters();
        values.Add("tenant", actor.Tenant.Value);
        values.Add("login", actor.Login);
        values.Add("roles", actor.Roles);
        values.Add("department", actor.Department ?? "");
        return values;
    }

    /// <param name="transaction">The one that read the rows: a task that ends meanwhile must not look open and free of candidates.</param>
    private static IReadOnlyList<TaskRecord> WithCandidates(SqliteTransaction transaction, TenantId tenant, List<TaskReader> rows)
    {
        var open = rows.Where(r => r.State == "open").Select(r => r.TaskId).ToList();
        var candidates = open.Count == 0
            ? []
            : transaction.Connection!.Query<(string TaskId, string Role, string Department)>(
                "SELECT task_id, role, department FROM task_candidate WHERE tenant_id = @tenant AND task_id IN @open ORDER BY role",
                new { tenant = tenant.Value, open },
                transaction).ToList();
        return [.. rows.Select(row => row.ToRecord([.. candidates.Where(c => c.TaskId == row.TaskId).Select(c => new TaskCandidate(c.Role, c.Department))]))];
    }
}
