using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Privacy;

namespace LowCode.Storage.Privacy;

/// <inheritdoc cref="IReveals"/>
internal sealed class Reveals(IDatabase database) : IReveals
{
    public Task AddAsync(TenantId tenant, Reveal reveal, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO reveal (tenant_id, case_id, reveal_id, task_id, field, label, reason, actor, actor_name, at)
                    VALUES (@tenant, @case, @id, @task, @field, @label, @reason, @actor, @name, @at)
                    """,
                    ("tenant", tenant.Value),
                    ("case", reveal.CaseId),
                    ("id", reveal.RevealId),
                    ("task", reveal.TaskId),
                    ("field", reveal.Field),
                    ("label", RowJson.Write(reveal.Label)),
                    ("reason", reveal.Reason),
                    ("actor", reveal.Actor),
                    ("name", reveal.ActorName),
                    ("at", reveal.At.ToRow()));
            },
            cancellation);

    public async Task<IReadOnlyList<Reveal>> OfCaseAsync(TenantId tenant, string caseId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            "SELECT reveal_id, task_id, field, label, reason, actor, actor_name, at FROM reveal WHERE tenant_id = @tenant AND case_id = @case ORDER BY reveal_id",
            row => new Reveal(
                row.GetString(0),
                caseId,
                row.IsDBNull(1) ? null : row.GetString(1),
                row.GetString(2),
                RowJson.ReadText(row.GetString(3)),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6),
                RowTime.Read(row.GetString(7))),
            ("tenant", tenant.Value),
            ("case", caseId));
    }
}
