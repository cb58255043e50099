using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>The rows <c>inbox</c> and <c>outbox</c> of a burst.</summary>
internal static class InboxRows
{
    private const string Take =
        """
        UPDATE inbox SET state = 'done', result = @result, expires_at = NULL, instance_id = @instance
        WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'waiting'
        """;

    private const string Insert =
        """
        INSERT INTO inbox (tenant_id, consumer, message_id, instance_id, state, received_at, result)
        VALUES (@tenant, @consumer, @message, @instance, 'done', @at, @result)
        ON CONFLICT DO NOTHING
        """;

    private const string Handled =
        """
        SELECT result FROM inbox
        WHERE tenant_id = @tenant AND consumer = @consumer AND message_id = @message AND state = 'done'
        """;

    private const string WaitingFor =
        """
        SELECT i.consumer, i.message_id, i.payload FROM (
          SELECT consumer, message_id, payload, received_at FROM inbox
          WHERE tenant_id = @tenant AND hash = @hash AND state = 'waiting' AND instance_id = @instance
          UNION ALL
          SELECT consumer, message_id, payload, received_at FROM inbox
          WHERE tenant_id = @tenant AND hash = @hash AND state = 'waiting' AND correlation_id = @correlation) i
        ORDER BY i.received_at, i.message_id
        LIMIT 1
        """;

    private const string InsertOutbox =
        """
        INSERT INTO outbox (tenant_id, outbox_id, instance_id, activity_execution_id, kind, payload, idempotency_key, created_at,
          available_at, attempts)
        VALUES (@tenant, @id, @instance, @execution, @kind, @payload, @key, @at, @at, 0)
        """;

    /// <summary>Null: the message is new and noted now. Otherwise the answer that it was given before.</summary>
    public static HandledMessage? Note(WriteSession session, BurstCommit burst, MessageWrite message)
    {
        var noted = message.WasWaiting
            ? session.Execute(
                Take,
                ("tenant", burst.Tenant.Value),
                ("consumer", message.Consumer),
                ("message", message.MessageId),
                ("result", message.Result),
                ("instance", burst.Instance.InstanceId.Value))
            : session.Execute(
                Insert,
                ("tenant", burst.Tenant.Value),
                ("consumer", message.Consumer),
                ("message", message.MessageId),
                ("instance", burst.Instance.InstanceId.Value),
                ("at", burst.Instance.At.ToRow()),
                ("result", message.Result));
        if (noted == 1)
        {
            return null;
        }

        var result = session.Scalar(
            Handled,
            ("tenant", burst.Tenant.Value),
            ("consumer", message.Consumer),
            ("message", message.MessageId));
        return new HandledMessage((string?)result);
    }

    /// <summary>Messages that came before the bookmarks that this burst opens.</summary>
    public static IReadOnlyList<WaitingMessage> Waiting(WriteSession session, BurstCommit burst)
    {
        List<WaitingMessage>? waiting = null;
        foreach (var bookmark in burst.Created)
        {
            waiting = [.. waiting ?? [], .. session.Query(
                WaitingFor,
                row => new WaitingMessage(
                    row.GetString(0),
                    row.GetString(1),
                    burst.Instance.InstanceId.Value,
                    bookmark.Id,
                    row.IsDBNull(2) ? null : row.GetString(2)),
                ("tenant", burst.Tenant.Value),
                ("hash", bookmark.Hash),
                ("instance", burst.Instance.InstanceId.Value),
                ("correlation", burst.Instance.CorrelationId))];
        }

        return waiting ?? [];
    }

    public static void WriteOutbox(WriteSession session, BurstCommit burst)
    {
        foreach (var effect in burst.Outbox)
        {
            session.Execute(
                InsertOutbox,
                ("tenant", burst.Tenant.Value),
                ("id", Guid.CreateVersion7(burst.Instance.At).ToString("N")),
                ("instance", burst.Instance.InstanceId.Value),
                ("execution", effect.ActivityExecutionId),
                ("kind", effect.Kind),
                ("payload", effect.Payload),
                ("key", effect.IdempotencyKey),
                ("at", burst.Instance.At.ToRow()));
        }
    }
}
