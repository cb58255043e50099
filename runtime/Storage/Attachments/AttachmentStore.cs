using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Attachments;

namespace LowCode.Storage.Attachments;

/// <inheritdoc cref="IAttachmentStore"/>
internal sealed class AttachmentStore(IDatabase database) : IAttachmentStore
{
    private const string Columns =
        """
        attachment_id AS AttachmentId, case_id AS CaseId, kind AS Kind, file_name AS FileName, media_type AS MediaType, bytes AS Bytes,
        sha256 AS Sha256, created_by AS CreatedBy, created_at AS CreatedAt, is_complete AS IsComplete
        """;

    // What a draft holds waits for its submission.
    private const string IsForgotten =
        "NOT EXISTS (SELECT 1 FROM form_draft_attachment d WHERE d.tenant_id = attachment.tenant_id AND d.attachment_id = attachment.attachment_id)";

    public Task AddAsync(TenantId tenant, StoredAttachment stored, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                INSERT INTO attachment
                  (tenant_id, attachment_id, case_id, kind, media_type, bytes, sha256, file_name, created_at, created_by, is_complete)
                VALUES (@tenant, @attachment, @case, @kind, @type, @bytes, @sha256, @name, @at, @by, @complete)
                """,
                ("tenant", tenant.Value),
                ("attachment", stored.Attachment.AttachmentId),
                ("case", stored.Attachment.CaseId),
                ("kind", AttachmentKinds.WordOf(stored.Attachment.Kind)),
                ("type", stored.Attachment.MediaType),
                ("bytes", stored.Attachment.Bytes),
                ("sha256", stored.Attachment.Sha256),
                ("name", stored.Attachment.FileName),
                ("at", stored.CreatedAt.ToRow()),
                ("by", stored.CreatedBy),
                ("complete", stored.IsComplete)),
            cancellation);

    public async Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<Row>(
            $"SELECT {Columns} FROM attachment WHERE tenant_id = @tenant AND attachment_id = @attachmentId",
            ("tenant", tenant.Value),
            ("attachmentId", attachmentId));
        return row?.Read();
    }

    public async Task<IReadOnlyList<StoredAttachment>> FindAllAsync(
        TenantId tenant, IReadOnlyList<string> attachmentIds, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<Row>(
            $"SELECT {Columns} FROM attachment WHERE tenant_id = @tenant AND {database.Dialect.IsIn("attachment_id", "ids")}",
            ("tenant", tenant.Value),
            ("ids", attachmentIds));
        return [.. rows.Select(r => r.Read())];
    }

    public Task<bool> CompleteAsync(TenantId tenant, Attachment attachment, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session => session.Execute(
                """
                UPDATE attachment SET media_type = @type, bytes = @bytes, sha256 = @sha256, file_name = @name, is_complete = TRUE
                WHERE tenant_id = @tenant AND attachment_id = @attachment AND NOT is_complete
                """,
                ("type", attachment.MediaType),
                ("bytes", attachment.Bytes),
                ("sha256", attachment.Sha256),
                ("name", attachment.FileName),
                ("tenant", tenant.Value),
                ("attachment", attachment.AttachmentId)) == 1,
            cancellation);

    public Task<bool> RemoveAsync(TenantId tenant, string attachmentId, CancellationToken cancellation) =>
        database.WriteAsync(tenant, session => Remove(session, new UnboundAttachment(tenant, attachmentId)), cancellation);

    public async Task<IReadOnlyList<UnboundAttachment>> RemoveUnboundAsync(DateTimeOffset before, int most, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Claims, cancellation);
        var old = await session.QueryAsync(
            $"SELECT tenant_id, attachment_id FROM attachment WHERE case_id IS NULL AND created_at < @before AND {IsForgotten} ORDER BY created_at LIMIT @most",
            row => new UnboundAttachment(new TenantId(row.GetString(0)), row.GetString(1)),
            ("before", before.ToRow()),
            ("most", most));
        var removed = new List<UnboundAttachment>();
        foreach (var ofTenant in old.GroupBy(a => a.Tenant))
        {
            removed.AddRange(await database.WriteAsync(ofTenant.Key, writing => ofTenant.Where(a => RemoveForgotten(writing, a)).ToList(), cancellation));
        }

        return removed;
    }

    /// <summary>False: it was bound to a case meanwhile.</summary>
    private static bool Remove(WriteSession session, UnboundAttachment attachment) =>
        session.Execute(
            "DELETE FROM attachment WHERE tenant_id = @tenant AND attachment_id = @attachment AND case_id IS NULL",
            ("tenant", attachment.Tenant.Value),
            ("attachment", attachment.AttachmentId)) == 1;

    /// <summary>False: a case or a draft came to hold it meanwhile.</summary>
    private static bool RemoveForgotten(WriteSession session, UnboundAttachment attachment) =>
        session.Execute(
            $"DELETE FROM attachment WHERE tenant_id = @tenant AND attachment_id = @attachment AND case_id IS NULL AND {IsForgotten}",
            ("tenant", attachment.Tenant.Value),
            ("attachment", attachment.AttachmentId)) == 1;

    private sealed class Row
    {
        public string AttachmentId { get; init; } = "";

        public string? CaseId { get; init; }

        public string Kind { get; init; } = "";

        public string FileName { get; init; } = "";

        public string MediaType { get; init; } = "";

        public long Bytes { get; init; }

        public string Sha256 { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public string CreatedAt { get; init; } = "";

        public bool IsComplete { get; init; }

        public StoredAttachment Read() => new(
            new Attachment(AttachmentId, CaseId, AttachmentKinds.Of(Kind)!.Value, FileName, MediaType, Bytes, Sha256),
            CreatedBy,
            RowTime.Read(CreatedAt),
            IsComplete);
    }
}
