using System.Data.Common;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Retention;

namespace LowCode.Storage.Retention;

/// <inheritdoc cref="IFinishedInstances"/>
internal sealed class FinishedInstances(IDatabase database) : IFinishedInstances
{
    private const string MayGo =
        """
        AND NOT EXISTS (
          SELECT 1 FROM instance p
          WHERE p.tenant_id = instance.tenant_id AND p.instance_id = instance.parent_id AND p.finished_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.tenant_id = instance.tenant_id AND o.instance_id = instance.instance_id)
        ORDER BY finished_at
        LIMIT @limit
        """;

    // Each of the two walks along an index of its own: what faulted stays for long, and is not walked past by every batch of the rest.
    private const string Ended =
        $"""
        SELECT * FROM (
          SELECT * FROM instance WHERE tenant_id = @tenant AND finished_at < @finished AND sub_status <> 'Faulted' {MayGo}) ended
        UNION ALL
        SELECT * FROM (
          SELECT * FROM instance WHERE tenant_id = @tenant AND finished_at < @faulted AND sub_status = 'Faulted' {MayGo}) faulted
        ORDER BY finished_at
        LIMIT @limit
        """;

    private const string Contents =
        "SELECT * FROM instance_content WHERE tenant_id = @tenant AND instance_id = @instance AND forget_at IS NULL ORDER BY content_id";

    private static readonly string[] _tables = ["journal", "bookmark", "timer", "quarantine"];

    public async Task<IReadOnlyList<FinishedInstance>> ReadAsync(TenantId tenant, EndedBefore ended, int limit, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var rows = await session.QueryAsync(
            Ended,
            RowOf,
            ("tenant", tenant.Value),
            ("finished", ended.Finished.ToRow()),
            ("faulted", ended.Faulted.ToRow()),
            ("limit", limit));
        var finished = new List<FinishedInstance>(rows.Count);
        foreach (var row in rows)
        {
            var instance = (string)row["instance_id"]!;
            finished.Add(new FinishedInstance(instance, RowTime.Read((string)row["finished_at"]!), new JsonObject
            {
                ["instance"] = row,
                ["journal"] = await RowsAsync(session, "SELECT * FROM journal WHERE tenant_id = @tenant AND instance_id = @instance ORDER BY seq", tenant, instance),
                ["inbox"] = await RowsAsync(session, "SELECT * FROM inbox WHERE tenant_id = @tenant AND consumer = @instance ORDER BY message_id", tenant, instance),
                ["instance_content"] = await RowsAsync(session, Contents, tenant, instance),
            }));
        }

        return finished;
    }

    public Task RemoveAsync(TenantId tenant, IReadOnlyList<EndedInstance> instances, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                foreach (var (instance, version) in instances)
                {
                    // Taken from whoever holds it. One that was mended since it was read runs again and keeps what it runs on, or has ended
                    // again and is read again.
                    var ended = session.Execute(
                        """
                        UPDATE instance SET owner_epoch = owner_epoch + 1
                        WHERE tenant_id = @tenant AND instance_id = @instance AND finished_at IS NOT NULL AND (@version = 0 OR row_version = @version)
                        """,
                        ("tenant", tenant.Value),
                        ("instance", instance),
                        ("version", version));
                    if (ended == 0)
                    {
                        continue;
                    }

                    foreach (var table in _tables)
                    {
                        session.Execute(
                            $"DELETE FROM {table} WHERE tenant_id = @tenant AND instance_id = @instance", ("tenant", tenant.Value), ("instance", instance));
                    }

                    // The rows stay until their files are gone.
                    session.Execute(
                        "UPDATE instance_content SET forget_at = @past WHERE tenant_id = @tenant AND instance_id = @instance",
                        ("past", DateTimeOffset.MinValue.ToRow()),
                        ("tenant", tenant.Value),
                        ("instance", instance));
                    session.Execute("DELETE FROM inbox WHERE tenant_id = @tenant AND consumer = @instance", ("tenant", tenant.Value), ("instance", instance));
                    session.Execute(
                        "DELETE FROM inbox WHERE tenant_id = @tenant AND instance_id = @instance AND consumer <> instance_id AND state = 'done'",
                        ("tenant", tenant.Value),
                        ("instance", instance));
                    session.Execute(
                        "DELETE FROM instance WHERE tenant_id = @tenant AND instance_id = @instance", ("tenant", tenant.Value), ("instance", instance));
                }
            },
            cancellation);

    private static async Task<JsonArray> RowsAsync(ReadSession session, string sql, TenantId tenant, string instance) =>
        [.. await session.QueryAsync(sql, RowOf, ("tenant", tenant.Value), ("instance", instance))];

    private static JsonObject RowOf(DbDataReader row)
    {
        var columns = new JsonObject();
        for (var i = 0; i < row.FieldCount; i++)
        {
            columns[row.GetName(i)] = row.GetValue(i) switch
            {
                DBNull => null,
                byte[] bytes => Convert.ToBase64String(bytes),
                string text => text,
                var number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        return columns;
    }
}
