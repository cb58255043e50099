using LowCode.Work.Attachments;

namespace LowCode.Work.WakeUps;

/// <summary>Photos that were taken for a form which nobody submitted go after a day, so that they cannot fill the disk.</summary>
internal sealed class ForgottenPhotos(IAttachmentStore store, IAttachmentFiles files, TimeProvider time)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private DateTimeOffset _next;

    /// <summary>True: there may be more.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now < _next)
        {
            return false;
        }

        // The row goes first: a file without a row is waste, a row without a file is a broken picture.
        var forgotten = await store.RemoveUnboundAsync(now - Kept, BatchSize, cancellation);
        foreach (var photo in forgotten)
        {
            files.Delete(photo.Tenant, photo.AttachmentId);
        }

        var more = forgotten.Count == BatchSize;
        _next = more ? now : now + Period;
        return more;
    }
}
