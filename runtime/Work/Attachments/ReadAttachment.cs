using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <summary>
/// Reads a photo back, for signed-in people of the tenant only. One that no case holds yet is only for the person who uploaded it.
/// </summary>
public sealed class ReadAttachment(IAttachmentStore store, IAttachmentFiles files)
{
    public async Task<Result<AttachmentContent>> HandleAsync(Actor actor, string attachmentId, CancellationToken cancellation)
    {
        var stored = actor.IsPublic ? null : await store.FindAsync(actor.Tenant, attachmentId, cancellation);
        if (stored is null || (stored.Attachment.CaseId is null && stored.CreatedBy != actor.Login))
        {
            return Rejections.NotFound("attachment.not-found");
        }

        return files.Open(actor.Tenant, stored.Attachment.AttachmentId) is { } content
            ? new AttachmentContent(stored.Attachment, content)
            : Rejections.NotFound("attachment.not-found");
    }
}
