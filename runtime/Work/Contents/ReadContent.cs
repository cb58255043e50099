using LowCode.Engine;
using LowCode.Work.Attachments;
using LowCode.Work.People;

namespace LowCode.Work.Contents;

/// <param name="MediaType">As the sender said.</param>
public sealed record OpenedContent(Stream Bytes, string MediaType);

/// <summary>Gives an administrator what an instance's variables and journal only name.</summary>
public sealed class ReadContent(IInstanceContents rows, IAttachmentFiles files)
{
    public async Task<Result<OpenedContent>> HandleAsync(Actor actor, string instanceId, string contentId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("instance.forbidden");
        }

        var row = await rows.FindAsync(actor.Tenant, new InstanceId(instanceId), contentId, cancellation);
        return row is not null && files.Open(actor.Tenant, row.ContentId) is { } bytes
            ? new OpenedContent(bytes, row.MediaType)
            : Rejections.NotFound("content.not-found");
    }
}
