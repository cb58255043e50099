using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>Port: the rows about attachments. A burst binds them to their case.</summary>
public interface IAttachmentStore
{
    Task AddAsync(TenantId tenant, StoredAttachment attachment, CancellationToken cancellation);

    /// <summary>Null: no such attachment in the tenant.</summary>
    Task<StoredAttachment?> FindAsync(TenantId tenant, string attachmentId, CancellationToken cancellation);

    /// <summary>Those of the ids that there are, in no order.</summary>
    Task<IReadOnlyList<StoredAttachment>> FindAllAsync(TenantId tenant, IReadOnlyList<string> attachmentIds, CancellationToken cancellation);

    /// <summary>Notes that all of it is there and what it turned out to be. False: it is gone, or was complete already.</summary>
    Task<bool> CompleteAsync(TenantId tenant, Attachment attachment, CancellationToken cancellation);

    /// <summary>Removes one that no case holds. False: there is none.</summary>
    Task<bool> RemoveAsync(TenantId tenant, string attachmentId, CancellationToken cancellation);

    /// <summary>Removes rows that neither a case nor a draft of a form holds and that are older than <paramref name="before"/>, of all tenants, at most <paramref name="most"/>; answers which.</summary>
    Task<IReadOnlyList<UnboundAttachment>> RemoveUnboundAsync(DateTimeOffset before, int most, CancellationToken cancellation);
}

/// <param name="IsComplete">False: it is being uploaded; nobody can read it and no case can hold it.</param>
public sealed record StoredAttachment(Attachment Attachment, string CreatedBy, DateTimeOffset CreatedAt, bool IsComplete = true);

public sealed record UnboundAttachment(TenantId Tenant, string AttachmentId);
