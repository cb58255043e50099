using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>Port: the rows about photos. A burst binds them to their case.</summary>
public interface IAttachmentStore
{
    Task AddAsync(TenantId tenant, Attachment attachment, string createdBy, DateTimeOffset createdAt, CancellationToken cancellation);

    /// <summary>Null: no such attachment in the tenant.</summary>
    Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation);

    /// <summary>Removes rows that no case holds and that are older than <paramref name="before"/>, of all tenants, at most <paramref name="most"/>; answers which.</summary>
    Task<IReadOnlyList<UnboundAttachment>> RemoveUnboundAsync(DateTimeOffset before, int most, CancellationToken cancellation);
}

public sealed record StoredAttachment(Attachment Attachment, string CreatedBy);

public sealed record UnboundAttachment(TenantId Tenant, string AttachmentId);
