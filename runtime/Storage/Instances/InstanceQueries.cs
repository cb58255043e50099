using Dapper;
using LowCode.Definitions;
using LowCode.Engine.Journal;
using LowCode.Storage.Sqlite;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IInstanceQueries"/>
internal sealed class InstanceQueries(SqliteFile file) : IInstanceQueries
{
    public Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation)
    {
        var values = new { tenant = tenant.Value, instanceId, completed = nameof(JournalKind.ActivityCompleted) };
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var status = connection.Query<(string Status, string SubStatus)>(
            "SELECT status, sub_status FROM instance WHERE tenant_id = @tenant AND instance_id = @instanceId",
            values,
            transaction).AsList();
        if (status.Count == 0)
        {
            return Task.FromResult<InstanceProgress?>(null);
        }

        var active = connection.Query<string>(
            "SELECT DISTINCT activity_id FROM bookmark WHERE tenant_id = @tenant AND instance_id = @instanceId",
            values,
            transaction);
        var visited = connection.Query<string>(
            """
            SELECT DISTINCT json_extract(e.value, '$.activityId')
            FROM journal j, json_each(j.entries) e
            WHERE j.tenant_id = @tenant AND j.instance_id = @instanceId AND json_extract(e.value, '$.kind') = @completed
              AND json_extract(e.value, '$.activityId') IS NOT NULL
            """,
            values,
            transaction);
        return Task.FromResult<InstanceProgress?>(new InstanceProgress(status[0].Status, status[0].SubStatus, [.. active], [.. visited]));
    }
}
