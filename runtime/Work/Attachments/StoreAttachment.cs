using System.Security.Cryptography;
using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <summary>Takes a photo: checks size and type by content, keeps it beside the database. The file is on the disk before its row is.</summary>
public sealed class StoreAttachment(IAttachmentStore store, IAttachmentFiles files, TimeProvider time)
{
    /// <summary>Largest photo taken, in bytes.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    private const int LongestName = 100;

    public async Task<Result<Attachment>> HandleAsync(Actor actor, string fileName, Stream content, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(content, cancellation);
        if (bytes is null)
        {
            return Rejections.Invalid("attachment.too-large", MaxBytes / 1024 / 1024);
        }

        if (bytes.Length == 0)
        {
            return Rejections.Invalid("attachment.empty");
        }

        if (ImageKind.Of(bytes) is not { } mediaType)
        {
            return Rejections.Invalid("attachment.wrong-type");
        }

        var now = time.GetUtcNow();
        var attachment = new Attachment(
            Guid.CreateVersion7(now).ToString("N"),
            CaseId: null,
            Tidy(fileName),
            mediaType,
            bytes.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await files.WriteAsync(actor.Tenant, attachment.AttachmentId, bytes, cancellation);
        await store.AddAsync(actor.Tenant, attachment, actor.Login, now, cancellation);
        return attachment;
    }

    /// <summary>Null: more than may be; the rest is not read.</summary>
    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>The name is shown and offered when saving, never used as a path.</summary>
    private static string Tidy(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c))).Trim();
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
