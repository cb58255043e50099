using LowCode.Work.Attachments;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Cases;

/// <summary>
/// Reads an attachment back, for signed-in people of the tenant only. One that no case holds yet is only for the person who uploaded it; one of a sensitive field for
/// those who see the field, or have looked at it.
/// </summary>
public sealed class ReadAttachment(IAttachmentStore store, IAttachmentFiles files, IPictures pictures, ICaseQueries cases, CasePrivacy privacy, IReveals reveals)
{
    public async Task<Result<AttachmentContent>> HandleAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = await FindAsync(actor, attachmentId, cancellation);
        return !found.IsAccepted ? found.Rejection
            : files.Open(actor.Tenant, attachmentId) is { } content ? new AttachmentContent(found.Value, content)
            : AttachmentRejections.NotFound();
    }

    /// <summary>A small JPEG of a photo or signature. Pictures of versions that made none get theirs now.</summary>
    public async Task<Result<AttachmentContent>> SmallAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = await FindAsync(actor, attachmentId, cancellation);
        if (!found.IsAccepted || found.Value is not { Kind: AttachmentKind.Photo or AttachmentKind.Signature } attachment)
        {
            return found.IsAccepted ? AttachmentRejections.NotFound() : found.Rejection;
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
        var described = new List<Attachment>();
        foreach (var found in stored.Where(s => MayRead(actor, s)).Select(s => s.Attachment))
        {
            if (!await IsMaskedAsync(actor, found, cancellation))
            {
                described.Add(found);
            }
        }

        return described;
    }

    private static bool MayRead(Actor actor, StoredAttachment stored) => stored.IsComplete && (stored.Attachment.CaseId is not null || stored.CreatedBy == actor.Login);

    private async Task<Result<Attachment>> FindAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        var stored = actor.IsPublic ? null : await store.FindAsync(actor.Tenant, attachmentId, cancellation);
        return stored is null || !MayRead(actor, stored) ? AttachmentRejections.NotFound()
            : await IsMaskedAsync(actor, stored.Attachment, cancellation) ? Rejections.Forbidden("attachment.masked")
            : stored.Attachment;
    }

    private async Task<bool> IsMaskedAsync(Actor actor, Attachment attachment, CancellationToken cancellation)
    {
        if (attachment.CaseId is not { } caseId || await cases.FindAsync(actor.Tenant, caseId, cancellation) is not { } record)
        {
            return false;
        }

        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also: null, cancellation);
        if (ReferenceEquals(masked, MaskedFields.None))
        {
            return false;
        }

        var holders = masked.HoldersOf(attachment.AttachmentId, (await cases.DataOfAsync(actor.Tenant, [caseId], cancellation))[caseId]).ToList();
        var looked = holders.Count > 0 ? (await reveals.OfCaseAsync(actor.Tenant, caseId, cancellation)).Where(r => r.Actor == actor.Login).Select(r => r.Field).ToHashSet(StringComparer.Ordinal) : [];
        return !holders.TrueForAll(looked.Contains);
    }
}
