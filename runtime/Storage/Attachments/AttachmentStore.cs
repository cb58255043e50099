using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.Attachments;

namespace LowCode.Storage.Attachments;

/// <inheritdoc cref="IAttachmentStore"/>
internal sealed class AttachmentStore(SqliteFile file, SqliteWriter writer) : IAttachmentStore
{
    public Task AddAsync(TenantId tenant, Attachment attachment, string createdBy, DateTimeOffset createdAt, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO attachment (tenant_id, attachment_id, case_id, media_type, bytes, sha256, file_name, created_at, created_by)
                VALUES (@tenant, @attachment, @case, @type, @bytes, @sha256, @name, @at, @by)
                """,
                ("tenant", tenant.Value),
                ("attachment", attachment.AttachmentId),
                ("case", attachment.CaseId),
                ("type", attachment.MediaType),
                ("bytes", attachment.Bytes),
                ("sha256", attachment.Sha256),
                ("name", attachment.FileName),
                ("at", createdAt.ToRow()),
                ("by", createdBy)),
            cancellation);

    public Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT attachment_id AS AttachmentId, case_id AS CaseId, file_name AS FileName, media_type AS MediaType, bytes AS Bytes,
              sha256 AS Sha256, created_by AS CreatedBy
            FROM attachment
            WHERE tenant_id = @tenant AND attachment_id = @attachmentId
            """,
            new { tenant = tenant.Value, attachmentId });
        return Task.FromResult(row is null
            ? null
            : new StoredAttachment(new Attachment(row.AttachmentId, row.CaseId, row.FileName, row.MediaType, row.Bytes, row.Sha256), row.CreatedBy));
    }

    public Task<IReadOnlyList<UnboundAttachment>> RemoveUnboundAsync(DateTimeOffset before, int most, CancellationToken cancellation) =>
        writer.WriteAsync<IReadOnlyList<UnboundAttachment>>(
            session => session.Query(
                """
                DELETE FROM attachment
                WHERE case_id IS NULL AND (tenant_id, attachment_id) IN (
                  SELECT tenant_id, attachment_id FROM attachment WHERE case_id IS NULL AND created_at < @before ORDER BY created_at LIMIT @most)
                RETURNING tenant_id, attachment_id
                """,
                reader => new UnboundAttachment(new TenantId(reader.GetString(0)), reader.GetString(1)),
                ("before", before.ToRow()),
                ("most", most)),
            cancellation);

    private sealed class Row
    {
        public string AttachmentId { get; init; } = "";

        public string? CaseId { get; init; }

        public string FileName { get; init; } = "";

        public string MediaType { get; init; } = "";

        public long Bytes { get; init; }

        public string Sha256 { get; init; } = "";

        public string CreatedBy { get; init; } = "";
    }
}
