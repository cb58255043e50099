using LowCode.Definitions;
using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <param name="CaseId">Null until the form that holds it is submitted.</param>
public sealed record Attachment(string AttachmentId, string? CaseId, string FileName, string MediaType, long Bytes, string Sha256);

/// <summary>Takes a photo: checks size and type by content, keeps it beside the database.</summary>
public sealed class StoreAttachment
{
    /// <summary>Largest photo taken, in bytes.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    public Task<Result<Attachment>> HandleAsync(Actor actor, string fileName, Stream content, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

public sealed record AttachmentContent(Attachment Attachment, Stream Content);

/// <summary>Reads a photo back, for signed-in people of the tenant only.</summary>
public sealed class ReadAttachment
{
    public Task<Result<AttachmentContent>> HandleAsync(Actor actor, string attachmentId, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>Port: the bytes, one folder a tenant.</summary>
public interface IAttachmentFiles
{
    Task WriteAsync(TenantId tenant, string attachmentId, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    Stream? Open(TenantId tenant, string attachmentId);
}
