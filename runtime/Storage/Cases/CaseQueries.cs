using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <inheritdoc cref="ICaseQueries"/>
internal sealed class CaseQueries(SqliteFile file) : ICaseQueries
{
    public Task<Page<CaseRow>> SearchAsync(
        TenantId tenant,
        CaseSearch search,
        IReadOnlyList<string>? classCodes,
        PageRequest page,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var filter = CaseFilter.Of(tenant, search, classCodes, now);
        using var connection = file.OpenReader();
        var total = connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM work_case c WHERE {filter.Where}", filter.Values);
        filter.Values.Add("limit", page.Size);
        filter.Values.Add("offset", page.Number * page.Size);
        var rows = connection.Query<CaseReader.Row>(
            $"""
            SELECT {CaseReader.ListColumns}
            FROM work_case c
            WHERE {filter.Where}
            ORDER BY {CaseFilter.Order(search)}
            LIMIT @limit OFFSET @offset
            """,
            filter.Values);
        return Task.FromResult(new Page<CaseRow>([.. rows.Select(r => r.ToRow())], total));
    }

    public Task<CaseRecord?> FindAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        return Task.FromResult(CaseReader.Find(connection, tenant, caseId));
    }

    public Task<CaseRecord?> FindByNumberAsync(TenantId tenant, string number, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        return Task.FromResult(CaseReader.FindByNumber(connection, tenant, number));
    }

    public Task<IReadOnlyList<CaseEventRecord>> TimelineAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<CaseEventReader>(
            """
            SELECT e.seq AS Seq, e.at AS At, e.kind AS Kind, e.step AS Step, e.outcome AS Outcome, e.actor AS Actor,
              e.actor_name AS ActorName, e.comment AS Comment, e.note AS Note, e.data AS Data, e.flags AS Flags,
              t.title AS TaskTitle, t.outcomes AS Outcomes
            FROM work_case_event e
            LEFT JOIN task t ON t.tenant_id = e.tenant_id AND t.task_id = e.task_id
            WHERE e.tenant_id = @tenant AND e.case_id = @caseId
            ORDER BY e.seq
            """,
            new { tenant = tenant.Value, caseId });
        return Task.FromResult<IReadOnlyList<CaseEventRecord>>([.. rows.Select(r => r.ToRecord())]);
    }
}
