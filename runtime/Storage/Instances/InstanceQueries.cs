using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IInstanceQueries"/>
internal sealed class InstanceQueries(IDatabase database) : IInstanceQueries
{
    public async Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var status = await session.QueryAsync(
            "SELECT status, sub_status FROM instance WHERE tenant_id = @tenant AND instance_id = @instance",
            row => (Status: row.GetString(0), SubStatus: row.GetString(1)),
            ("tenant", tenant.Value),
            ("instance", instanceId));
        if (status.Count == 0)
        {
            return null;
        }

        var active = await session.QueryAsync(
            "SELECT DISTINCT activity_id FROM bookmark WHERE tenant_id = @tenant AND instance_id = @instance",
            row => row.GetString(0),
            ("tenant", tenant.Value),
            ("instance", instanceId));
        var journal = await session.QueryAsync(
            "SELECT entries FROM journal WHERE tenant_id = @tenant AND instance_id = @instance ORDER BY seq",
            row => row.GetString(0),
            ("tenant", tenant.Value),
            ("instance", instanceId));
        return new InstanceProgress(status[0].Status, status[0].SubStatus, active, [.. journal.SelectMany(JournalJson.CompletedActivities).Distinct()]);
    }
}
