using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Postgres;
using LowCode.Work.Instances;
using Npgsql;

namespace LowCode.Storage.Instances;

/// <summary>
/// One statement for all that are asked for while others are on their way: a round trip costs more than the row. Alone, nobody waits for
/// anybody.
/// </summary>
internal sealed class GroupedLookUp(PostgresDatabase database) : IInstanceLookUp
{
    /// <summary>Statements on their way at once; more would only make the groups smaller.</summary>
    private const int MostAtOnce = 2;

    private const int MostOfGroup = 200;

    private const string Sql =
        $"""
        SELECT tenant_id AS TenantId, {InstanceTableRow.Columns}
        FROM unnest($1::text[], $2::text[]) AS wanted (tenant, id) JOIN instance ON tenant_id = wanted.tenant AND instance_id = wanted.id
        """;

    private readonly Lock _lock = new();
    private readonly Queue<Wanted> _waiting = new();
    private int _onTheirWay;

    public Task<InstanceRow?> FindAsync(TenantId tenant, string instanceId, CancellationToken cancellation)
    {
        var wanted = new Wanted(tenant.Value, instanceId);
        lock (_lock)
        {
            _waiting.Enqueue(wanted);
            if (_onTheirWay == MostAtOnce)
            {
                return wanted.Answer.Task.WaitAsync(cancellation);
            }

            _onTheirWay++;
        }

        // Tells those who wait, also what went wrong, and ends.
        _ = FetchAsync();
        return wanted.Answer.Task.WaitAsync(cancellation);
    }

    private async Task FetchAsync()
    {
        while (NextGroup() is { Count: > 0 } group)
        {
            try
            {
                var rows = await ReadAsync(group);
                group.ForEach(w => w.Answer.SetResult(rows.GetValueOrDefault((w.Tenant, w.InstanceId))));
            }
            catch (Exception failure)
            {
                group.ForEach(w => w.Answer.TrySetException(failure));
            }
        }
    }

    private List<Wanted> NextGroup()
    {
        lock (_lock)
        {
            var group = new List<Wanted>(Math.Min(_waiting.Count, MostOfGroup));
            while (group.Count < MostOfGroup && _waiting.TryDequeue(out var wanted))
            {
                group.Add(wanted);
            }

            if (group.Count == 0)
            {
                _onTheirWay--;
            }

            return group;
        }
    }

    // Not stopped by any of those who wait: the others want their rows.
    private async Task<Dictionary<(string Tenant, string InstanceId), InstanceRow>> ReadAsync(List<Wanted> group)
    {
        database.Tell(Sql);
        await using var connection = await database.OpenForBurstsAsync(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(TenantSetting.Command(group.Select(w => w.Tenant).Distinct(StringComparer.Ordinal)));
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(Texts(group.Select(w => w.Tenant)));
        command.Parameters.Add(Texts(group.Select(w => w.InstanceId)));
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var parse = reader.GetRowParser<InstanceTableRow>();
        var rows = new Dictionary<(string, string), InstanceRow>(group.Count);
        while (await reader.ReadAsync())
        {
            var row = parse(reader);
            rows[(row.TenantId, row.InstanceId)] = row.ToInstance();
        }

        return rows;
    }

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> texts) =>
        new() { TypedValue = [.. texts] };

    private sealed record Wanted(string Tenant, string InstanceId)
    {
        public TaskCompletionSource<InstanceRow?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
