using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IInstanceQueries"/>
internal sealed class InstanceQueries(IDatabase database, IInstanceLookUp lookUp) : IInstanceQueries
{
    private readonly string _marks =
        $"SELECT instance_id, row_version, sub_status, incident_count FROM instance WHERE tenant_id = @tenant AND {database.Dialect.IsIn("instance_id", "instances")}";

    public async Task<InstanceProgress?> ProgressAsync(TenantId tenant, string instanceId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var status = await session.QueryAsync(
            "SELECT status, sub_status, definition_hash FROM instance WHERE tenant_id = @tenant AND instance_id = @instance",
            row => (Status: row.GetString(0), SubStatus: row.GetString(1), Definition: row.GetString(2)),
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
        var steps = JournalJson.Steps(journal);
        return new InstanceProgress(status[0].Definition, status[0].Status, status[0].SubStatus, active, steps.Completed, steps.Children);
    }

    public Task<InstanceRow?> FindAsync(TenantId tenant, string instanceId, CancellationToken cancellation) =>
        lookUp.FindAsync(tenant, instanceId, cancellation);

    public async Task<IReadOnlyList<InstanceMark>> MarksAsync(TenantId tenant, IReadOnlyList<string> instanceIds, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            _marks,
            static row => new InstanceMark(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3)),
            ("tenant", tenant.Value),
            ("instances", instanceIds));
    }

    public async Task<Page<InstanceRow>> SearchAsync(TenantId tenant, InstanceSearch search, PageRequest page, CancellationToken cancellation)
    {
        var filter = new InstanceFilter(tenant, search, database.Dialect);
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var total = await session.NumberAsync("SELECT COUNT(*) FROM instance WHERE " + filter.Where, [.. filter.Values]);
        var rows = await session.QueryAsync<InstanceTableRow>(
            $"SELECT {InstanceTableRow.Columns} FROM instance WHERE {filter.Where} ORDER BY {InstanceFilter.OrderOf(search)} LIMIT @limit OFFSET @offset",
            [.. filter.Values, ("limit", page.Size), ("offset", page.Number * page.Size)]);
        return new Page<InstanceRow>([.. rows.Select(r => r.ToInstance())], (int)total);
    }

    public async Task<IReadOnlyList<string>> DefinitionHashesAsync(TenantId tenant, IReadOnlyList<string>? definitionIds, CancellationToken cancellation)
    {
        var filter = new InstanceFilter(tenant, new InstanceSearch { DefinitionIds = definitionIds }, database.Dialect);
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            $"SELECT DISTINCT definition_hash FROM instance WHERE {filter.Where}", static row => row.GetString(0), [.. filter.Values]);
    }

    public async Task<Page<JournalRow>> JournalAsync(TenantId tenant, string instanceId, PageRequest page, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var total = await session.NumberAsync(
            "SELECT COUNT(*) FROM journal WHERE tenant_id = @tenant AND instance_id = @instance", ("tenant", tenant.Value), ("instance", instanceId));
        var rows = await session.QueryAsync(
            """
            SELECT seq, at, stimulus, actor, entries FROM journal
            WHERE tenant_id = @tenant AND instance_id = @instance
            ORDER BY seq
            LIMIT @limit OFFSET @offset
            """,
            static row => new JournalRow(
                row.GetInt64(0),
                RowTime.Read(row.GetString(1)),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetString(3),
                JsonNode.Parse(row.GetString(4))!),
            ("tenant", tenant.Value),
            ("instance", instanceId),
            ("limit", page.Size),
            ("offset", page.Number * page.Size));
        return new Page<JournalRow>(rows, (int)total);
    }
}
