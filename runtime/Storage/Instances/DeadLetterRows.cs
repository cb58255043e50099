using LowCode.Storage.Databases;
using LowCode.Storage.Rows;

namespace LowCode.Storage.Instances;

/// <summary>The rows <c>dead_letter</c>, written in the transaction that deletes their source row.</summary>
internal static class DeadLetterRows
{
    public static void Write(
        WriteSession session,
        string tenant,
        string source,
        string sourceId,
        string? instance,
        string reason,
        string? payload,
        string firstAt,
        DateTimeOffset now,
        long attempts,
        string origin) =>
        session.Execute(
            """
            INSERT INTO dead_letter (tenant_id, dead_letter_id, source, source_id, instance_id, reason, payload, first_at, last_at, attempts, origin)
            VALUES (@tenant, @id, @source, @sourceId, @instance, @reason, @payload, @first, @last, @attempts, @origin)
            """,
            ("tenant", tenant),
            ("id", Guid.CreateVersion7(now).ToString("N")),
            ("source", source),
            ("sourceId", sourceId),
            ("instance", instance),
            ("reason", reason),
            ("payload", payload),
            ("first", firstAt),
            ("last", now.ToRow()),
            ("attempts", attempts),
            ("origin", origin));
}
