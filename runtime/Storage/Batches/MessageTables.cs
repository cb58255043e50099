using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

internal sealed record OutboxRow(BurstCommit Burst, OutboxWrite Effect);

/// <summary>The rows <c>inbox</c> and <c>outbox</c> of a batch.</summary>
internal static class MessageTables
{
    /// <summary>Answers one row a message that is new.</summary>
    public static readonly RowArrays<BurstCommit> Insert = new(
        """
        INSERT INTO inbox ({columns}) SELECT * FROM {w}
        ON CONFLICT DO NOTHING
        RETURNING consumer
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("consumer", b => b.Message!.Consumer),
        Column.Text<BurstCommit>("message_id", b => b.Message!.MessageId),
        Column.Text<BurstCommit>("instance_id", b => b.Instance.InstanceId.Value),
        Column.Text<BurstCommit>("state", _ => "done"),
        Column.Text<BurstCommit>("received_at", b => b.Instance.At.ToRow()),
        Column.Text<BurstCommit>("result", b => b.Message!.Result));

    /// <summary>Answers one row a message that still waited.</summary>
    public static readonly RowArrays<BurstCommit> Take = new(
        """
        UPDATE inbox i SET state = 'done', result = w.result, expires_at = NULL, instance_id = w.instance_id
        FROM {w}
        WHERE i.tenant_id = w.tenant_id AND i.consumer = w.consumer AND i.message_id = w.message_id AND i.state = 'waiting'
        RETURNING i.consumer
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("instance_id", b => b.Instance.InstanceId.Value),
        Column.Text<BurstCommit>("consumer", b => b.Message!.Consumer),
        Column.Text<BurstCommit>("message_id", b => b.Message!.MessageId),
        Column.Text<BurstCommit>("result", b => b.Message!.Result));

    public static readonly RowArrays<BurstCommit> Handled = new(
        """
        SELECT i.result FROM inbox i, {w}
        WHERE i.tenant_id = w.tenant_id AND i.consumer = w.consumer AND i.message_id = w.message_id AND i.state = 'done'
        """,
        Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
        Column.Text<BurstCommit>("consumer", b => b.Message!.Consumer),
        Column.Text<BurstCommit>("message_id", b => b.Message!.MessageId));

    /// <summary>Messages that came before the bookmarks that the batch opens, each with its bookmark.</summary>
    public static readonly RowArrays<OpenedBookmark> Waiting = new(
        """
        SELECT w.tenant_id, w.instance_id, w.bookmark_id, m.consumer, m.message_id, m.payload
        FROM {w}
        CROSS JOIN LATERAL (
          SELECT i.consumer, i.message_id, i.payload FROM (
            SELECT o.consumer, o.message_id, o.payload, o.received_at FROM inbox o
            WHERE o.tenant_id = w.tenant_id AND o.hash = w.hash AND o.state = 'waiting' AND o.instance_id = w.instance_id
            UNION ALL
            SELECT c.consumer, c.message_id, c.payload, c.received_at FROM inbox c
            WHERE c.tenant_id = w.tenant_id AND c.hash = w.hash AND c.state = 'waiting' AND c.correlation_id = w.correlation_id) i
          ORDER BY i.received_at, i.message_id
          LIMIT 1) m
        """,
        Column.Text<OpenedBookmark>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OpenedBookmark>("instance_id", o => o.Burst.Instance.InstanceId.Value),
        Column.Text<OpenedBookmark>("correlation_id", o => o.Burst.Instance.CorrelationId),
        Column.Text<OpenedBookmark>("bookmark_id", o => o.Bookmark.Id),
        Column.Text<OpenedBookmark>("hash", o => o.Bookmark.Hash));

    public static readonly RowArrays<OutboxRow> InsertOutbox = RowArrays<OutboxRow>.Insert(
        "outbox",
        Column.Text<OutboxRow>("tenant_id", o => o.Burst.Tenant.Value),
        Column.Text<OutboxRow>("outbox_id", o => Guid.CreateVersion7(o.Burst.Instance.At).ToString("N")),
        Column.Text<OutboxRow>("instance_id", o => o.Burst.Instance.InstanceId.Value),
        Column.Text<OutboxRow>("activity_execution_id", o => o.Effect.ActivityExecutionId),
        Column.Text<OutboxRow>("kind", o => o.Effect.Kind),
        Column.Text<OutboxRow>("payload", o => o.Effect.Payload),
        Column.Text<OutboxRow>("idempotency_key", o => o.Effect.IdempotencyKey),
        Column.Text<OutboxRow>("created_at", o => o.Burst.Instance.At.ToRow()),
        Column.Text<OutboxRow>("available_at", o => o.Burst.Instance.At.ToRow()),
        Column.Number<OutboxRow>("attempts", _ => 0));
}
