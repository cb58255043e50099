using LowCode.Definitions;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Work.Attachments;

namespace LowCode.Work.Contents;

/// <summary>
/// Keeps what is too large for an instance's state, before the burst that brings it in: the row first, so that whatever is broken off can be
/// found and removed, then the bytes, which are on the disk when it returns.
/// </summary>
public sealed class KeepContents(IInstanceContents rows, IAttachmentFiles files, AttachmentOptions options, TimeProvider time)
{
    /// <summary>What has up to so many bytes is part of an instance's state.</summary>
    public const int MostInline = 64 * 1024;

    /// <summary>How long a burst may be on its way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The most that this deployment takes in one request, in bytes: as much as a file of a form.</summary>
    public long MostOf(bool isPublic) => options.MostOf(AttachmentKind.File, isPublic);

    /// <summary>Null: there are more than <paramref name="most"/> bytes, and nothing is kept.</summary>
    public async Task<ContentReference?> KeepAsync(
        TenantId tenant, InstanceId instance, ContentForm form, string mediaType, Stream content, long most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        try
        {
            await rows.AddAsync(tenant, new InstanceContent(id, instance, mediaType, now), now + Grace, cancellation);

            // One byte more than may be tells that there was more.
            var bytes = await files.ReceiveAsync(tenant, id, 0, content, most + 1, cancellation) ?? 0;
            if (bytes > most)
            {
                await DropAsync(tenant, id);
                return null;
            }

            files.Keep(tenant, id);
            return new ContentReference(id, form, bytes);
        }
        catch
        {
            await DropAsync(tenant, id);
            throw;
        }
    }

    /// <summary>What was just kept, to be looked at.</summary>
    public Stream Open(TenantId tenant, ContentReference content) =>
        files.Open(tenant, content.Id) ?? throw new InvalidOperationException($"Expected content {content.Id} that was just kept, but it is gone.");

    /// <summary>Removes those that no burst has taken: the one that was to bring them in did not come to be, or refused them.</summary>
    public async Task DropUntakenAsync(TenantId tenant, IEnumerable<ContentReference> contents)
    {
        foreach (var content in contents)
        {
            await DropAsync(tenant, content.Id);
        }
    }

    // A burst that comes late must not find its row without the bytes. The file goes before the row, because the row is what finds it.
    private async Task DropAsync(TenantId tenant, string contentId)
    {
        if (await rows.GiveUpAsync(tenant, contentId, CancellationToken.None))
        {
            files.Delete(tenant, contentId);
            await rows.RemoveAsync(tenant, contentId, CancellationToken.None);
        }
    }
}
