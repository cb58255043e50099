using LowCode.Definitions;
using LowCode.Storage.Files;
using LowCode.Work.Attachments;

namespace LowCode.Storage.Attachments;

/// <summary>
/// Photos as files beside the database: <c>attachments/tenant/last two of the id/id</c>. Paths are made of ids alone and ids are checked,
/// so that no name from outside reaches the file system.
/// </summary>
internal sealed class LocalAttachmentFiles(StorageOptions options) : IAttachmentFiles
{
    public async Task WriteAsync(TenantId tenant, string attachmentId, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = PathOf(tenant, attachmentId);
        DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content, cancellation);
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.Move(partial, path);
    }

    public Stream? Open(TenantId tenant, string attachmentId)
    {
        var path = PathOf(tenant, attachmentId);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
    }

    public void Delete(TenantId tenant, string attachmentId)
    {
        var path = PathOf(tenant, attachmentId);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private string PathOf(TenantId tenant, string attachmentId)
    {
        if (!tenant.Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || tenant.Value.Length == 0)
        {
            throw new ArgumentException($"Expected a tenant id of lower case letters, digits and hyphens, but it is '{tenant}'.");
        }

        if (attachmentId.Length != 32 || !attachmentId.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException($"Expected an attachment id of 32 hex digits, but it is '{attachmentId}'.");
        }

        // The last digits of a version 7 id are random, so the folders fill evenly.
        return Path.Combine(options.DataFolder, "attachments", tenant.Value, attachmentId[^2..], attachmentId);
    }
}
