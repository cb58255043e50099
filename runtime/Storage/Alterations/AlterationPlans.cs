using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Alterations;

namespace LowCode.Storage.Alterations;

/// <inheritdoc cref="IAlterationPlans"/>
internal sealed class AlterationPlans(IDatabase database) : IAlterationPlans
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task PutAsync(TenantId tenant, AlterationPlan plan, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                INSERT INTO alteration_plan (tenant_id, plan_id, content, created_at, completed_at)
                VALUES (@tenant, @plan, @content, @created, @completed)
                ON CONFLICT (tenant_id, plan_id) DO UPDATE SET content = excluded.content, completed_at = excluded.completed_at
                """,
                ("tenant", tenant.Value),
                ("plan", plan.PlanId),
                ("content", JsonSerializer.Serialize(plan, _json)),
                ("created", plan.CreatedAt.ToRow()),
                ("completed", plan.CompletedAt?.ToRow())),
            cancellation);

    public async Task<AlterationPlan?> FindAsync(TenantId tenant, string planId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (await session.QueryAsync(
            "SELECT content FROM alteration_plan WHERE tenant_id = @tenant AND plan_id = @plan", Read, ("tenant", tenant.Value), ("plan", planId))).FirstOrDefault();
    }

    public async Task<AlterationPlan?> NextAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (await session.QueryAsync(
            "SELECT content FROM alteration_plan WHERE tenant_id = @tenant AND completed_at IS NULL ORDER BY created_at LIMIT 1",
            Read,
            ("tenant", tenant.Value))).FirstOrDefault();
    }

    private static AlterationPlan Read(DbDataReader row) => JsonSerializer.Deserialize<AlterationPlan>(row.GetString(0), _json)!;
}
