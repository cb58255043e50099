using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.Instances;
using LowCode.Work.WakeUps;

namespace LowCode.Storage.Instances;

/// <inheritdoc cref="IWakeUps"/>
internal sealed class WakeUps(SqliteFile file, SqliteWriter writer) : IWakeUps
{
    public Task<IReadOnlyList<DueTimer>> DueTimersAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<TimerRow>(
            """
            SELECT tenant_id AS TenantId, instance_id AS InstanceId, bookmark_id AS BookmarkId, due_at AS DueAt, attempts AS Attempts
            FROM timer
            WHERE available_at <= @now
            ORDER BY available_at
            LIMIT @limit
            """,
            new { now = now.ToRow(), limit });
        return Task.FromResult<IReadOnlyList<DueTimer>>([.. rows.Select(r =>
            new DueTimer(new TenantId(r.TenantId), r.InstanceId, r.BookmarkId, RowTime.Read(r.DueAt), r.Attempts))]);
    }

    public Task PostponeTimerAsync(DueTimer timer, DateTimeOffset availableAt, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => session.Execute(
                """
                UPDATE timer SET attempts = attempts + 1, available_at = @available
                WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark
                """,
                ("tenant", timer.Tenant.Value),
                ("instance", timer.InstanceId),
                ("bookmark", timer.BookmarkId),
                ("available", availableAt.ToRow())),
            cancellation);

    public Task<IReadOnlyList<TenantMessage>> MatchedMessagesAsync(int limit, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<MessageRow>(
            """
            SELECT i.tenant_id AS TenantId, i.consumer AS Consumer, i.message_id AS MessageId, b.instance_id AS InstanceId,
              b.bookmark_id AS BookmarkId, i.payload AS Payload
            FROM inbox i
            JOIN bookmark b ON b.tenant_id = i.tenant_id AND b.hash = i.hash
              AND (b.instance_id = i.instance_id OR b.correlation_id = i.correlation_id)
            WHERE i.state = 'waiting' AND i.expires_at IS NOT NULL
            ORDER BY i.expires_at
            LIMIT @limit
            """,
            new { limit });

        // Where several bookmarks match, one of them takes the message.
        return Task.FromResult<IReadOnlyList<TenantMessage>>([.. rows
            .DistinctBy(r => (r.TenantId, r.Consumer, r.MessageId))
            .Select(r => new TenantMessage(new TenantId(r.TenantId), new WaitingMessage(r.Consumer, r.MessageId, r.InstanceId, r.BookmarkId, r.Payload)))]);
    }

    public Task<int> BuryExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        // Most looks find nothing: those do not queue for the writer.
        using var connection = file.OpenReader();
        var isAny = connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'waiting' AND expires_at <= @now)", new { now = now.ToRow() });
        return isAny ? writer.WriteAsync(session => Bury(session, now, limit), cancellation) : Task.FromResult(0);
    }

    private static int Bury(WriteSession session, DateTimeOffset now, int limit)
    {
        var expired = session.Query(
            """
            DELETE FROM inbox
            WHERE (tenant_id, consumer, message_id) IN (
              SELECT tenant_id, consumer, message_id FROM inbox WHERE state = 'waiting' AND expires_at <= @now ORDER BY expires_at LIMIT @limit)
            RETURNING tenant_id, consumer, message_id, instance_id, payload, received_at
            """,
            row => new
            {
                Tenant = row.GetString(0),
                SourceId = row.GetString(1) + "/" + row.GetString(2),
                Instance = row.IsDBNull(3) ? null : row.GetString(3),
                Payload = row.IsDBNull(4) ? null : row.GetString(4),
                ReceivedAt = row.GetString(5),
            },
            ("now", now.ToRow()),
            ("limit", limit));
        foreach (var letter in expired)
        {
            DeadLetterRows.Write(session, letter.Tenant, "inbox", letter.SourceId, letter.Instance, "expired", letter.Payload, letter.ReceivedAt, now, attempts: 0);
        }

        return expired.Count;
    }

    private sealed class TimerRow
    {
        public string TenantId { get; init; } = "";

        public string InstanceId { get; init; } = "";

        public string BookmarkId { get; init; } = "";

        public string DueAt { get; init; } = "";

        public int Attempts { get; init; }
    }

    private sealed class MessageRow
    {
        public string TenantId { get; init; } = "";

        public string Consumer { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string InstanceId { get; init; } = "";

        public string BookmarkId { get; init; } = "";

        public string? Payload { get; init; }
    }
}
