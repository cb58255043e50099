using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <summary>
/// Reads an attachment back, for signed-in people of the tenant only. One that no case holds yet is only for the person who uploaded it.
/// </summary>
public sealed class ReadAttachment(IAttachmentStore store, IAttachmentFiles files, IPictures pictures)
{
    public async Task<Result<AttachmentContent>> HandleAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await FindAsync(actor, attachmentId, cancellation) is { } attachment && files.Open(actor.Tenant, attachmentId) is { } content
            ? new AttachmentContent(attachment, content)
            : AttachmentRejections.NotFound();
    }

    /// <summary>A small JPEG of a photo or signature. Pictures of versions that made none get theirs now.</summary>
    public async Task<Result<AttachmentContent>> SmallAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await FindAsync(actor, attachmentId, cancellation) is not { Kind: AttachmentKind.Photo or AttachmentKind.Signature } attachment)
        {
            return AttachmentRejections.NotFound();
        }

        if (files.OpenSmall(actor.Tenant, attachmentId) is { } there)
        {
            return new AttachmentContent(attachment, there);
        }

        await using var whole = files.Open(actor.Tenant, attachmentId);
        if (whole is null || pictures.SmallCopy(whole, AttachmentIntake.SmallEdge) is not { } copy)
        {
            return AttachmentRejections.NotFound();
        }

        await files.KeepSmallAsync(actor.Tenant, attachmentId, copy, cancellation);
        return new AttachmentContent(attachment, new MemoryStream(copy, writable: false));
    }

    /// <summary>What those of the ids are that this person may read.</summary>
    public async Task<IReadOnlyList<Attachment>> DescribeAsync(Actor actor, IReadOnlyList<string> attachmentIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var stored = actor.IsPublic || attachmentIds.Count == 0 ? [] : await store.FindAllAsync(actor.Tenant, attachmentIds, cancellation);
        return [.. stored.Where(s => MayRead(actor, s)).Select(s => s.Attachment)];
    }

    private static bool MayRead(Actor actor, StoredAttachment stored) => stored.IsComplete && (stored.Attachment.CaseId is not null || stored.CreatedBy == actor.Login);

    private async Task<Attachment?> FindAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        var stored = actor.IsPublic ? null : await store.FindAsync(actor.Tenant, attachmentId, cancellation);
        return stored is not null && MayRead(actor, stored) ? stored.Attachment : null;
    }
}
