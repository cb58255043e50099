using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.WakeUps;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IOutbox"/>
internal sealed class Outbox(IDatabase database) : IOutbox
{
    private const string IsAnyAvailable =
        "SELECT 1 FROM outbox WHERE available_at <= @now AND (locked_until IS NULL OR locked_until <= @now) ORDER BY available_at LIMIT 1";

    private const string Read =
        """
        SELECT tenant_id, outbox_id, instance_id, kind, payload, idempotency_key, attempts, looks
        FROM outbox
        WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
        """;

    private readonly string _lease =
        $"""
        UPDATE outbox SET locked_by = @worker, locked_until = @until, looks = looks + 1
        WHERE (tenant_id, outbox_id) IN (
          SELECT tenant_id, outbox_id FROM outbox
          WHERE available_at <= @now AND (locked_until IS NULL OR locked_until <= @now)
          ORDER BY available_at
          LIMIT @limit
          {database.Dialect.SkipLocked})
        RETURNING tenant_id, outbox_id, available_at
        """;

    public async Task<IReadOnlyList<OutboxItem>> LeaseAsync(string worker, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        // Most looks find nothing: those do not queue for the writer.
        await using (var claims = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            if (await claims.ScalarAsync(IsAnyAvailable, ("now", now.ToRow())) is null)
            {
                return [];
            }
        }

        var leased = await database.ClaimAsync(
            session => session.Query(
                _lease,
                row => (Tenant: row.GetString(0), OutboxId: row.GetString(1), AvailableAt: row.GetString(2)),
                ("worker", worker),
                ("until", until.ToRow()),
                ("now", now.ToRow()),
                ("limit", limit)),
            cancellation);
        await using var reading = await database.ReadAsync(ReadScope.Of(leased.Select(l => l.Tenant)), cancellation);
        var items = new List<OutboxItem>(leased.Count);
        foreach (var (tenant, id, _) in leased.OrderBy(l => l.AvailableAt, StringComparer.Ordinal).ThenBy(l => l.OutboxId, StringComparer.Ordinal))
        {
            items.AddRange(await reading.QueryAsync(
                Read,
                static row => new OutboxItem(
                    new TenantId(row.GetString(0)),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetString(5),
                    row.GetInt32(6),
                    IsLeft: row.GetInt32(7) > 1),
                ("tenant", tenant),
                ("id", id),
                ("worker", worker)));
        }

        return items;
    }

    public Task<bool> BeginAsync(OutboxItem item, string worker, DateTimeOffset until, CancellationToken cancellation) =>
        database.WriteAsync(
            item.Tenant,
            session => session.Execute(
                """
                UPDATE outbox SET attempts = attempts + 1, locked_until = @until
                WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
                """,
                ("tenant", item.Tenant.Value),
                ("id", item.OutboxId),
                ("worker", worker),
                ("until", until.ToRow())) == 1,
            cancellation);

    public Task<bool> DeliveredAsync(OutboxItem item, string worker, CancellationToken cancellation) =>
        database.WriteAsync(
            item.Tenant,
            session => session.Execute(
                "DELETE FROM outbox WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker",
                ("tenant", item.Tenant.Value),
                ("id", item.OutboxId),
                ("worker", worker)) == 1,
            cancellation);

    public Task FailedAsync(OutboxItem item, string worker, string error, DateTimeOffset availableAt, CancellationToken cancellation) =>
        database.WriteAsync(
            item.Tenant,
            session => session.Execute(
                """
                UPDATE outbox SET last_error = @error, available_at = @available, attempts = @attempts, looks = 0, locked_by = NULL, locked_until = NULL
                WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
                """,
                ("tenant", item.Tenant.Value),
                ("id", item.OutboxId),
                ("worker", worker),
                ("error", error),
                ("attempts", item.Attempts + 1),
                ("available", availableAt.ToRow())),
            cancellation);

    public async Task PutBackAsync(IReadOnlyList<OutboxItem> items, string worker, DateTimeOffset availableAt, CancellationToken cancellation)
    {
        foreach (var ofTenant in items.GroupBy(i => i.Tenant))
        {
            await database.WriteAsync(ofTenant.Key, session => ofTenant.Sum(i => PutBack(session, i, worker, availableAt)), cancellation);
        }
    }

    public Task BuryAsync(OutboxItem item, string worker, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            item.Tenant,
            session =>
            {
                var deleted = session.Query(
                    """
                    DELETE FROM outbox WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
                    RETURNING created_at, activity_execution_id
                    """,
                    static row => (CreatedAt: row.GetString(0), Execution: row.GetString(1)),
                    ("tenant", item.Tenant.Value),
                    ("id", item.OutboxId),
                    ("worker", worker));
                foreach (var (created, execution) in deleted)
                {
                    DeadLetterRows.Write(
                        session,
                        item.Tenant.Value,
                        "outbox",
                        item.OutboxId,
                        item.InstanceId,
                        reason,
                        item.Payload,
                        created,
                        now,
                        item.Attempts + 1,
                        LetterOrigin.OfEffect(execution, item.Kind, item.IdempotencyKey));
                }
            },
            cancellation);

    // What a worker left stays marked until somebody brought it to an end.
    private static int PutBack(WriteSession session, OutboxItem item, string worker, DateTimeOffset availableAt) => session.Execute(
        """
        UPDATE outbox SET available_at = @available, attempts = @attempts, looks = @looks, locked_by = NULL, locked_until = NULL
        WHERE tenant_id = @tenant AND outbox_id = @id AND locked_by = @worker
        """,
        ("tenant", item.Tenant.Value),
        ("id", item.OutboxId),
        ("worker", worker),
        ("available", availableAt.ToRow()),
        ("attempts", item.Attempts),
        ("looks", item.IsLeft ? 1 : 0));
}
