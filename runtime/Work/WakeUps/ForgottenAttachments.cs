using LowCode.Work.Attachments;

namespace LowCode.Work.WakeUps;

/// <summary>
/// Attachments of a form that nobody submitted and nobody keeps a draft of, and uploads that nobody ended, go after a while (<see cref="AttachmentOptions.KeepUnbound"/>), so
/// that they cannot fill the disk.
/// </summary>
internal sealed class ForgottenAttachments(IAttachmentStore store, IAttachmentFiles files, AttachmentOptions options, TimeProvider time) : ISystemJob
{
    private const int BatchSize = 100;

    // The name of old: clustered schedulers know the job by it.
    public string Name => "forgotten-photos";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        // The row goes first: a file without a row is waste, a row without a file is a broken picture.
        var forgotten = await store.RemoveUnboundAsync(time.GetUtcNow() - options.KeepUnbound, BatchSize, cancellation);
        foreach (var attachment in forgotten)
        {
            files.Delete(attachment.Tenant, attachment.AttachmentId);
        }

        return forgotten.Count == BatchSize;
    }
}
