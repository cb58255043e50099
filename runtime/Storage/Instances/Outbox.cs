using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IOutbox"/>
internal sealed class Outbox(SqliteWriter writer, SqliteFile file) : IOutbox
{
    public Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        // Most looks find nothing: those do not queue for the writer.
        return IsAnyAvailable(now)
            ? writer.WriteAsync<IReadOnlyList<OutboxItem>>(session => Lease(session, worker, now, until, limit), cancellation)
            : Task.FromResult<IReadOnlyList<OutboxItem>>([]);
    }

    public Task<bool> DeliveredAsync(OutboxItem item, string worker, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => session.Execute(
                "DELETE FROM outbox WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker",
                ("tenant", item.Tenant.Value),
                ("id", item.OutboxId),
                ("worker", worker)) == 1,
            cancellation);

    public Task FailedAsync(OutboxItem item, string worker, string error, DateTimeOffset availableAt, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => session.Execute(
                """
                UPDATE outbox SET attempts = attempts + 1, last_error = @error, available_at = @available, locked_by = NULL, locked_until = NULL
                WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
                """,
                ("tenant", item.Tenant.Value),
                ("id", item.OutboxId),
                ("worker", worker),
                ("error", error),
                ("available", availableAt.ToRow())),
            cancellation);

    public Task BuryAsync(OutboxItem item, string worker, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        writer.WriteAsync(
            session =>
            {
                var created = session.Scalar(
                    "DELETE FROM outbox WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker RETURNING created_at",
                    ("tenant", item.Tenant.Value),
                    ("id", item.OutboxId),
                    ("worker", worker));
                if (created is string first)
                {
                    DeadLetterRows.Write(
                        session, item.Tenant.Value, "outbox", item.OutboxId, item.InstanceId, reason, item.Payload, first, now, item.Attempts + 1);
                }
            },
            cancellation);

    private static List<OutboxItem> Lease(WriteSession session, string worker, DateTimeOffset now, DateTimeOffset until, int limit) =>
        session.Query(
            """
            UPDATE outbox SET locked_by = @worker, locked_until = @until
            WHERE (tenant_id, outbox_id) IN (
              SELECT tenant_id, outbox_id FROM outbox
              WHERE available_at <= @now AND (locked_until IS NULL OR locked_until <= @now)
              ORDER BY available_at
              LIMIT @limit)
            RETURNING tenant_id, outbox_id, instance_id, kind, payload, idempotency_key, attempts
            """,
            row => new OutboxItem(
                new TenantId(row.GetString(0)),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                row.GetString(5),
                row.GetInt32(6)),
            ("worker", worker),
            ("until", until.ToRow()),
            ("now", now.ToRow()),
            ("limit", limit));

    private bool IsAnyAvailable(DateTimeOffset now)
    {
        using var connection = file.OpenReader();
        return connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE available_at <= @now AND (locked_until IS NULL OR locked_until <= @now))",
            new { now = now.ToRow() });
    }
}
