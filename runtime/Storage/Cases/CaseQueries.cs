using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Work;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <inheritdoc cref="ICaseQueries"/>
internal sealed class CaseQueries(IDatabase database) : ICaseQueries
{
    public async Task<Page<ListedCase>> SearchAsync(
        TenantId tenant,
        CaseSearch search,
        IReadOnlyList<string>? classCodes,
        PageRequest page,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var filter = CaseFilter.Of(database.Dialect, tenant, search, classCodes, now);
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM work_case c WHERE {filter.Where}", [.. filter.Values]);
        var rows = await session.QueryAsync<CaseReader.Row>(
            $"""
            SELECT {CaseReader.ListColumns}
            FROM work_case c
            WHERE {filter.Where}
            ORDER BY {CaseFilter.Order(search)}
            LIMIT @limit OFFSET @offset
            """,
            [.. filter.Values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<ListedCase>([.. rows.Select(r => new ListedCase(r.ToRow(), r.ReleaseRevision))], (int)total);
    }

    public async Task<CaseRecord?> FindAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await CaseReader.FindAsync(session, tenant, caseId);
    }

    public async Task<CaseRecord?> FindByNumberAsync(TenantId tenant, string number, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await CaseReader.FindByNumberAsync(session, tenant, number);
    }

    public async Task<ILookup<string, JsonObject>> DataOfAsync(TenantId tenant, IReadOnlyCollection<string> caseIds, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var isIn = database.Dialect.IsIn("case_id", "cases");
        var rows = await session.QueryAsync(
            $"""
            SELECT case_id, data FROM work_case WHERE tenant_id = @tenant AND {isIn}
            UNION ALL
            SELECT case_id, data FROM work_case_event WHERE tenant_id = @tenant AND {isIn} AND data IS NOT NULL
            """,
            row => (CaseId: row.GetString(0), Data: row.GetString(1)),
            ("tenant", tenant.Value),
            ("cases", caseIds));
        return rows.ToLookup(r => r.CaseId, r => JsonNode.Parse(r.Data)!.AsObject(), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<CaseEventRecord>> TimelineAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<CaseEventReader>(
            """
            SELECT e.seq AS Seq, e.at AS At, e.kind AS Kind, e.step AS Step, e.outcome AS Outcome, e.actor AS Actor,
              e.actor_name AS ActorName, e.comment AS Comment, e.note AS Note, e.data AS Data, e.flags AS Flags, e.form_hash AS FormHash,
              t.title AS TaskTitle, t.outcomes AS Outcomes
            FROM work_case_event e
            LEFT JOIN task t ON t.tenant_id = e.tenant_id AND t.task_id = e.task_id
            WHERE e.tenant_id = @tenant AND e.case_id = @caseId
            ORDER BY e.seq
            """,
            ("tenant", tenant.Value),
            ("caseId", caseId));
        return [.. rows.Select(r => r.ToRecord())];
    }
}
