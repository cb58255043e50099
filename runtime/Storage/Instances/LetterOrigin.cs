using System.Text.Json.Nodes;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;

namespace LowCode.Storage.Instances;

/// <summary>A dead letter as it comes out of its table.</summary>
internal sealed record BuriedRow(string Source, string SourceId, string? Instance, string? Payload, string FirstAt, string? Origin);

/// <summary>What a dead letter keeps of the row that it was, beside its own columns, so that it can be that row again.</summary>
internal static class LetterOrigin
{
    /// <summary>How long a message that is sent out again waits for its bookmark.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public static string OfEffect(string execution, string kind, string key) =>
        RowJson.Write(new JsonObject { ["execution"] = execution, ["kind"] = kind, ["key"] = key });

    public static string OfMessage(string consumer, string message, string? correlation, string? hash) =>
        RowJson.Write(new JsonObject { ["consumer"] = consumer, ["message"] = message, ["correlation"] = correlation, ["hash"] = hash });

    public static void PutBack(WriteSession session, string tenant, BuriedRow row, DateTimeOffset now)
    {
        var origin = RowJson.ReadObject(row.Origin!);
        if (row.Source == "outbox")
        {
            session.Execute(
                """
                INSERT INTO outbox (tenant_id, outbox_id, instance_id, activity_execution_id, kind, payload, idempotency_key, created_at,
                  available_at, attempts)
                VALUES (@tenant, @id, @instance, @execution, @kind, @payload, @key, @created, @at, 0)
                """,
                ("tenant", tenant),
                ("id", row.SourceId),
                ("instance", row.Instance),
                ("execution", (string?)origin["execution"]),
                ("kind", (string?)origin["kind"]),
                ("payload", row.Payload),
                ("key", (string?)origin["key"]),
                ("created", row.FirstAt),
                ("at", now.ToRow()));
            return;
        }

        session.Execute(
            """
            INSERT INTO inbox (tenant_id, consumer, message_id, instance_id, correlation_id, hash, payload, state, received_at, expires_at)
            VALUES (@tenant, @consumer, @message, @instance, @correlation, @hash, @payload, 'waiting', @at, @expires)
            ON CONFLICT DO NOTHING
            """,
            ("tenant", tenant),
            ("consumer", (string?)origin["consumer"]),
            ("message", (string?)origin["message"]),
            ("instance", row.Instance),
            ("correlation", (string?)origin["correlation"]),
            ("hash", (string?)origin["hash"]),
            ("payload", row.Payload),
            ("at", now.ToRow()),
            ("expires", (now + KeptFor).ToRow()));
    }
}
