using LowCode.Work.Replies;

namespace LowCode.Work.WakeUps;

/// <summary>Answers whose request has gone are deleted after a quarter of an hour.</summary>
internal sealed class ForgottenReplies(IReplies replies, TimeProvider time) : ISystemJob
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    public string Name => "forgotten-replies";

    public TimeSpan Period => TimeSpan.FromMinutes(5);

    public async Task<bool> RunAsync(CancellationToken cancellation) =>
        await replies.ForgetAsync(time.GetUtcNow() - Kept, BatchSize, cancellation) == BatchSize;
}
