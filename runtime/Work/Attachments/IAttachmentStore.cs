using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>Port: the rows about photos. A burst binds them to their case.</summary>
public interface IAttachmentStore
{
    Task AddAsync(TenantId tenant, Attachment attachment, string createdBy, DateTimeOffset createdAt, CancellationToken cancellation);

    /// <summary>Null: no such attachment in the tenant.</summary>
    Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation);
}

public sealed record StoredAttachment(Attachment Attachment, string CreatedBy);
