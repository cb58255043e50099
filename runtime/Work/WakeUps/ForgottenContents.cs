using LowCode.Work.Attachments;
using LowCode.Work.Contents;

namespace LowCode.Work.WakeUps;

/// <summary>What was kept for an instance goes when the instance is gone, or never came to be.</summary>
internal sealed class ForgottenContents(IInstanceContents contents, IAttachmentFiles files, TimeProvider time) : ISystemJob
{
    private const int BatchSize = 100;

    public string Name => "forgotten-contents";

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        // Long after a burst could have taken it last: its clock may be another's. The file first, the row is what finds it.
        var forgotten = await contents.ForgottenAsync(time.GetUtcNow() - KeepContents.Grace, BatchSize, cancellation);
        foreach (var content in forgotten)
        {
            files.Delete(content.Tenant, content.ContentId);
            await contents.RemoveAsync(content.Tenant, content.ContentId, cancellation);
        }

        return forgotten.Count == BatchSize;
    }
}
