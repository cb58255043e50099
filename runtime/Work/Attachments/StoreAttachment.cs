using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <summary>Takes an attachment that comes in one piece; it goes to the disk as it comes.</summary>
public sealed class StoreAttachment(
    IAttachmentStore store, IAttachmentFiles files, AttachmentIntake intake, AttachmentOptions options, TimeProvider time)
{
    public async Task<Result<Attachment>> HandleAsync(Actor actor, AttachmentKind kind, string fileName, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        var announced = new Attachment(Guid.CreateVersion7(now).ToString("N"), CaseId: null, kind, fileName, "", 0, "");
        var most = options.MostOf(kind, actor.IsPublic);
        try
        {
            // One byte more than may be tells that there was more.
            if (await files.ReceiveAsync(actor.Tenant, announced.AttachmentId, 0, content, most + 1, cancellation) > most)
            {
                files.Delete(actor.Tenant, announced.AttachmentId);
                return AttachmentRejections.TooLarge(most);
            }
        }
        catch
        {
            files.Delete(actor.Tenant, announced.AttachmentId);
            throw;
        }

        var taken = await intake.TakeAsync(actor.Tenant, announced, cancellation);
        if (taken.IsAccepted)
        {
            await store.AddAsync(actor.Tenant, new StoredAttachment(taken.Value, actor.Login, now), cancellation);
        }

        return taken;
    }
}
