using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Leases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IWakeUps"/>
internal sealed class WakeUps(IDatabase database) : IWakeUps
{
    private const string InOrder =
        """
        FROM inbox i
        WHERE i.state = 'waiting' AND i.expires_at >= @expires
          AND (i.expires_at, i.tenant_id, i.consumer, i.message_id) > (@expires, @tenant, @consumer, @message)
        ORDER BY i.expires_at, i.tenant_id, i.consumer, i.message_id
        """;

    // So many messages are looked at, however many wait. Many instances may wait for one event: each kind of address is looked up by itself,
    // not among all of them. IS TRUE keeps the hash from being looked up where the instance is named; a cross join begins with the messages.
    private const string Matched =
        $"""
        WITH scanned AS (
          SELECT i.tenant_id, i.consumer, i.message_id, i.instance_id, i.correlation_id, i.hash, i.expires_at
          {InOrder}
          LIMIT @scan)
        SELECT scanned.tenant_id, scanned.consumer, scanned.message_id, b.instance_id, b.bookmark_id, scanned.expires_at
        FROM scanned CROSS JOIN bookmark b
        WHERE b.tenant_id = scanned.tenant_id AND b.instance_id = scanned.instance_id AND (b.hash = scanned.hash) IS TRUE
        UNION ALL
        SELECT scanned.tenant_id, scanned.consumer, scanned.message_id, b.instance_id, b.bookmark_id, scanned.expires_at
        FROM scanned CROSS JOIN bookmark b
        WHERE b.tenant_id = scanned.tenant_id AND b.hash = scanned.hash AND b.correlation_id = scanned.correlation_id
        ORDER BY 6, 1, 2, 3
        LIMIT @limit
        """;

    private const string LastScanned = $"SELECT i.expires_at, i.tenant_id, i.consumer, i.message_id {InOrder} LIMIT 1 OFFSET @skipped";

    private readonly DueRows<DueTimer> _timers = new(
        database,
        "timer",
        "tenant_id, instance_id, bookmark_id",
        "tenant_id, instance_id, bookmark_id, due_at, attempts, looks",
        static row => new DueTimer(
            new TenantId(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            RowTime.Read(row.GetString(3)),
            row.GetInt32(4),
            IsLeft: row.GetInt32(5) > 1),
        counted: "looks = looks + 1");

    public async Task<IReadOnlyList<DueTimer>> LeaseTimersAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation) =>
        [.. (await _timers.LeaseAsync(now, until, limit, cancellation)).OrderBy(t => t.DueAt)];

    public Task PostponeTimerAsync(DueTimer timer, DateTimeOffset availableAt, CancellationToken cancellation) =>
        database.WriteAsync(
            timer.Tenant,
            session => session.Execute(
                """
                UPDATE timer SET attempts = attempts + 1, looks = 0, available_at = @available
                WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark
                """,
                ("tenant", timer.Tenant.Value),
                ("instance", timer.InstanceId),
                ("bookmark", timer.BookmarkId),
                ("available", availableAt.ToRow())),
            cancellation);

    public async Task<MatchedMessages> MatchedMessagesAsync(MessageCursor? after, int scan, int limit, CancellationToken cancellation)
    {
        var (matched, next) = await MatchedAsync(after, scan, limit, cancellation);
        return new MatchedMessages(matched.Count == 0 ? [] : await TakeableAsync(matched, cancellation), next);
    }

    private async Task<(List<MatchedRow> Matched, MessageCursor? Next)> MatchedAsync(MessageCursor? after, int scan, int limit, CancellationToken cancellation)
    {
        (string, object?)[] from =
        [
            ("expires", after?.ExpiresAt.ToRow() ?? ""), ("tenant", after?.Tenant.Value ?? ""), ("consumer", after?.Consumer ?? ""), ("message", after?.MessageId ?? ""),
        ];
        await using var claims = await database.ReadAsync(ReadScope.Claims, cancellation);
        var matched = await claims.QueryAsync(
            Matched,
            static row => new MatchedRow(
                new MessageCursor(RowTime.Read(row.GetString(5)), new TenantId(row.GetString(0)), row.GetString(1), row.GetString(2)), row.GetString(3), row.GetString(4)),
            [.. from, ("scan", scan), ("limit", limit)]);
        if (matched.Count >= limit)
        {
            return (matched, matched[^1].At);
        }

        var last = await claims.QueryAsync(
            LastScanned,
            static row => new MessageCursor(RowTime.Read(row.GetString(0)), new TenantId(row.GetString(1)), row.GetString(2), row.GetString(3)),
            [.. from, ("skipped", scan - 1)]);
        return (matched, last.FirstOrDefault());
    }

    /// <summary>With what they say, but for those whose instance is in quarantine.</summary>
    private async Task<List<TenantMessage>> TakeableAsync(List<MatchedRow> matched, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(matched.Select(m => m.At.Tenant.Value)), cancellation);
        var messages = new List<TenantMessage>(matched.Count);

        // Where several bookmarks match, one of them takes the message.
        foreach (var (at, instance, bookmark) in matched.DistinctBy(m => m.At))
        {
            var (_, tenant, consumer, messageId) = at;
            messages.AddRange(await session.QueryAsync(
                """
                SELECT payload FROM inbox
                WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'
                  AND NOT EXISTS (SELECT 1 FROM instance x WHERE x.tenant_id = @tenant AND x.instance_id = @instance AND x.sub_status = 'Quarantined')
                """,
                row => new TenantMessage(
                    tenant, new WaitingMessage(consumer, messageId, instance, bookmark, row.IsDBNull(0) ? null : row.GetString(0))),
                ("tenant", tenant.Value),
                ("consumer", consumer),
                ("message", messageId),
                ("instance", instance)));
        }

        return messages;
    }

    public Task<int?> LeaseMessageAsync(TenantMessage message, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        database.WriteAsync(
            message.Tenant,
            session => (int?)(long?)session.Scalar(
                """
                UPDATE inbox SET looks = looks + 1, locked_until = @until
                WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'
                  AND (locked_until IS NULL OR locked_until <= @now)
                RETURNING looks - 1
                """,
                ("until", until.ToRow()),
                ("tenant", message.Tenant.Value),
                ("consumer", message.Message.Consumer),
                ("message", message.Message.MessageId),
                ("now", now.ToRow())),
            cancellation);

    public Task PutBackMessageAsync(TenantMessage message, CancellationToken cancellation) => database.WriteAsync(
        message.Tenant,
        session => session.Execute(
            """
            UPDATE inbox SET looks = 0, locked_until = NULL
            WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'
            """,
            ("tenant", message.Tenant.Value),
            ("consumer", message.Message.Consumer),
            ("message", message.Message.MessageId)),
        cancellation);

    public async Task<int> BuryExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        List<(string Tenant, string Consumer, string MessageId)> expired;
        await using (var claims = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            expired = await claims.QueryAsync(
                "SELECT tenant_id, consumer, message_id FROM inbox WHERE state = 'waiting' AND expires_at <= @now ORDER BY expires_at LIMIT @limit",
                static row => (row.GetString(0), row.GetString(1), row.GetString(2)),
                ("now", now.ToRow()),
                ("limit", limit));
        }

        var buried = 0;
        foreach (var ofTenant in expired.GroupBy(e => e.Tenant, StringComparer.Ordinal))
        {
            buried += await database.WriteAsync(
                new TenantId(ofTenant.Key),
                session => ofTenant.Count(e => TryBury(session, e.Tenant, e.Consumer, e.MessageId, now)),
                cancellation);
        }

        return buried;
    }

    /// <summary>False: it was taken, or buried by another node.</summary>
    private static bool TryBury(WriteSession session, string tenant, string consumer, string messageId, DateTimeOffset now)
    {
        var expired = session.Query(
            """
            DELETE FROM inbox
            WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'
            RETURNING instance_id, payload, received_at, correlation_id, hash
            """,
            static row => (
                Instance: row.IsDBNull(0) ? null : row.GetString(0),
                Payload: row.IsDBNull(1) ? null : row.GetString(1),
                ReceivedAt: row.GetString(2),
                Correlation: row.IsDBNull(3) ? null : row.GetString(3),
                Hash: row.IsDBNull(4) ? null : row.GetString(4)),
            ("tenant", tenant),
            ("consumer", consumer),
            ("message", messageId));
        foreach (var letter in expired)
        {
            DeadLetterRows.Write(
                session,
                tenant,
                "inbox",
                $"{consumer}/{messageId}",
                letter.Instance,
                "expired",
                letter.Payload,
                letter.ReceivedAt,
                now,
                attempts: 0,
                LetterOrigin.OfMessage(consumer, messageId, letter.Correlation, letter.Hash));
        }

        return expired.Count > 0;
    }

    /// <summary>A message and a bookmark that can take it.</summary>
    private sealed record MatchedRow(MessageCursor At, string InstanceId, string BookmarkId);
}
