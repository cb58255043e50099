using System.Collections.Concurrent;
using LowCode.Work.People;

namespace LowCode.Work.Attachments;

/// <summary>
/// Takes an attachment in pieces that can break off and go on, also on another connection and after a restart: begin, then pieces each at
/// the offset where the last one ended, until all is there. The last piece answers as a whole attachment would. Only who began goes on.
/// </summary>
public sealed class UploadAttachment(
    IAttachmentStore store, IAttachmentFiles files, AttachmentIntake intake, AttachmentOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte> _closing = new(StringComparer.Ordinal);

    /// <param name="bytes">Of the whole; it is held to that.</param>
    public async Task<Result<Upload>> BeginAsync(Actor actor, AttachmentKind kind, string fileName, long bytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var most = options.MostOf(kind, actor.IsPublic);
        if (bytes > most)
        {
            return AttachmentRejections.TooLarge(most);
        }

        if (bytes < 1)
        {
            return Rejections.Invalid("attachment.empty");
        }

        var now = time.GetUtcNow();
        var announced = new Attachment(Guid.CreateVersion7(now).ToString("N"), CaseId: null, kind, fileName, "", bytes, "");
        await store.AddAsync(actor.Tenant, new StoredAttachment(announced, actor.Login, now, IsComplete: false), cancellation);
        return new Upload(announced, 0, now + options.KeepUnbound);
    }

    /// <summary>How far it is. One of which all had come when its process ended is completed now.</summary>
    public async Task<Result<Upload>> FindAsync(Actor actor, string uploadId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await OwnAsync(actor, uploadId, cancellation) is not { } stored)
        {
            return AttachmentRejections.NotFound();
        }

        return await SettleAsync(actor, stored, stored.IsComplete ? stored.Attachment.Bytes : files.Received(actor.Tenant, uploadId), cancellation);
    }

    /// <param name="offset">Where the piece belongs: where the last one ended.</param>
    /// <param name="piece">What of it goes beyond the announced length is not read.</param>
    public async Task<Result<Upload>> ContinueAsync(Actor actor, string uploadId, long offset, Stream piece, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await OwnAsync(actor, uploadId, cancellation) is not { } stored)
        {
            return AttachmentRejections.NotFound();
        }

        var received = stored.IsComplete
            ? null
            : await files.ReceiveAsync(actor.Tenant, uploadId, offset, piece, stored.Attachment.Bytes, cancellation);
        return received is null
            ? Rejections.Conflict("attachment.wrong-offset", stored.IsComplete ? stored.Attachment.Bytes : files.Received(actor.Tenant, uploadId), offset)
            : await SettleAsync(actor, stored, received.Value, cancellation);
    }

    /// <summary>Forgets an upload, or an attachment that no case holds.</summary>
    public async Task<Result<Upload>> CancelAsync(Actor actor, string uploadId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await OwnAsync(actor, uploadId, cancellation) is not { } stored || !await store.RemoveAsync(actor.Tenant, uploadId, cancellation))
        {
            return AttachmentRejections.NotFound();
        }

        files.Delete(actor.Tenant, uploadId);
        return new Upload(stored.Attachment, 0, stored.CreatedAt);
    }

    private async Task<StoredAttachment?> OwnAsync(Actor actor, string uploadId, CancellationToken cancellation) =>
        await store.FindAsync(actor.Tenant, uploadId, cancellation) is { } stored && stored.CreatedBy == actor.Login ? stored : null;

    private async Task<Result<Upload>> SettleAsync(Actor actor, StoredAttachment stored, long received, CancellationToken cancellation)
    {
        var (attachment, id) = (stored.Attachment, stored.Attachment.AttachmentId);
        var upload = new Upload(attachment, received, stored.CreatedAt + options.KeepUnbound);
        if (stored.IsComplete || received < attachment.Bytes)
        {
            return upload;
        }

        // Two requests may see the last byte; the one that comes later finds it completed when it asks again.
        if (!_closing.TryAdd(id, 0))
        {
            return Rejections.Conflict("attachment.wrong-offset", received, received);
        }

        try
        {
            var taken = await intake.TakeAsync(actor.Tenant, attachment, cancellation);
            if (!taken.IsAccepted)
            {
                await store.RemoveAsync(actor.Tenant, id, cancellation);
                return taken.Rejection;
            }

            await store.CompleteAsync(actor.Tenant, taken.Value, cancellation);
            return upload with { Attachment = taken.Value };
        }
        finally
        {
            _closing.TryRemove(id, out _);
        }
    }
}

/// <param name="Attachment">Its hash is empty until all of it was received.</param>
/// <param name="Received">How many bytes there are: the offset of the next piece.</param>
/// <param name="ExpiresAt">When it is removed unless it is complete and a case or a draft holds it.</param>
public sealed record Upload(Attachment Attachment, long Received, DateTimeOffset ExpiresAt);
