using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Attachments;

namespace LowCode.Storage.Attachments;

/// <inheritdoc cref="IAttachmentStore"/>
internal sealed class AttachmentStore(IDatabase database) : IAttachmentStore
{
    public Task AddAsync(TenantId tenant, Attachment attachment, string createdBy, DateTimeOffset createdAt, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
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

    public async Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<Row>(
            """
            SELECT attachment_id AS AttachmentId, case_id AS CaseId, file_name AS FileName, media_type AS MediaType, bytes AS Bytes,
              sha256 AS Sha256, created_by AS CreatedBy
            FROM attachment
            WHERE tenant_id = @tenant AND attachment_id = @attachmentId
            """,
            ("tenant", tenant.Value),
            ("attachmentId", attachmentId));
        return row is null
            ? null
            : new StoredAttachment(new Attachment(row.AttachmentId, row.CaseId, row.FileName, row.MediaType, row.Bytes, row.Sha256), row.CreatedBy);
    }

    public async Task<IReadOnlyList<UnboundAttachment>> RemoveUnboundAsync(DateTimeOffset before, int most, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Claims, cancellation);
        var old = await session.QueryAsync(
            "SELECT tenant_id, attachment_id FROM attachment WHERE case_id IS NULL AND created_at < @before ORDER BY created_at LIMIT @most",
            row => new UnboundAttachment(new TenantId(row.GetString(0)), row.GetString(1)),
            ("before", before.ToRow()),
            ("most", most));
        var removed = new List<UnboundAttachment>();
        foreach (var ofTenant in old.GroupBy(a => a.Tenant))
        {
            removed.AddRange(await database.WriteAsync(ofTenant.Key, writing => ofTenant.Where(a => Remove(writing, a)).ToList(), cancellation));
        }

        return removed;
    }

    /// <summary>False: it was bound to a case meanwhile.</summary>
    private static bool Remove(WriteSession session, UnboundAttachment attachment) =>
        session.Execute(
            "DELETE FROM attachment WHERE tenant_id = @tenant AND attachment_id = @attachment AND case_id IS NULL",
            ("tenant", attachment.Tenant.Value),
            ("attachment", attachment.AttachmentId)) == 1;

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
