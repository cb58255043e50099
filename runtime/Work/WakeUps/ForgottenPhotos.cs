using LowCode.Work.Attachments;

namespace LowCode.Work.WakeUps;

/// <summary>Photos that were taken for a form which nobody submitted go after a day, so that they cannot fill the disk.</summary>
internal sealed class ForgottenPhotos(IAttachmentStore store, IAttachmentFiles files, TimeProvider time) : ISystemJob
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Name => "forgotten-photos";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        // The row goes first: a file without a row is waste, a row without a file is a broken picture.
        var forgotten = await store.RemoveUnboundAsync(time.GetUtcNow() - Kept, BatchSize, cancellation);
        foreach (var photo in forgotten)
        {
            files.Delete(photo.Tenant, photo.AttachmentId);
        }

        return forgotten.Count == BatchSize;
    }
}
