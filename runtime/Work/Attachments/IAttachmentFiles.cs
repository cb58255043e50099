using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>Port: the bytes, one folder a tenant.</summary>
public interface IAttachmentFiles
{
    /// <summary>The bytes are on the disk when it returns.</summary>
    Task WriteAsync(TenantId tenant, string attachmentId, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Null: no such file.</summary>
    Stream? Open(TenantId tenant, string attachmentId);

    /// <summary>Nothing happens where there is no such file.</summary>
    void Delete(TenantId tenant, string attachmentId);
}
