using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Retention;

namespace LowCode.Storage.Retention;

/// <inheritdoc cref="IOldTroubles"/>
internal sealed class OldTroubles(IDatabase database) : IOldTroubles
{
    private const string DeadLetters =
        """
        DELETE FROM dead_letter WHERE (tenant_id, dead_letter_id) IN (
          SELECT tenant_id, dead_letter_id FROM dead_letter
          WHERE tenant_id = @tenant AND last_at < @before
          ORDER BY last_at
          LIMIT @limit)
        """;

    private const string Quarantines =
        """
        DELETE FROM quarantine WHERE (tenant_id, instance_id, at) IN (
          SELECT tenant_id, instance_id, at FROM quarantine
          WHERE tenant_id = @tenant AND released_at < @before
          ORDER BY instance_id, at
          LIMIT @limit)
        """;

    private const string Alterations =
        """
        DELETE FROM alteration_plan WHERE (tenant_id, plan_id) IN (
          SELECT tenant_id, plan_id FROM alteration_plan
          WHERE tenant_id = @tenant AND completed_at < @before
          ORDER BY completed_at
          LIMIT @limit)
        """;

    public Task<int> RemoveAsync(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        (string, object?)[] values = [("tenant", tenant.Value), ("before", before.ToRow()), ("limit", limit)];
        return database.WriteAsync(tenant, session => session.Execute(DeadLetters, values) + session.Execute(Quarantines, values) + session.Execute(Alterations, values), cancellation);
    }
}
