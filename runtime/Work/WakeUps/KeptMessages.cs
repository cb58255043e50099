using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Brings kept messages to bookmarks that opened since, and buries those whose time is over.</summary>
internal sealed partial class KeptMessages(
    IWakeUps wakeUps, IInstanceOwner owner, Recovery recovery, INodeChannel nodes, TimeProvider time, ILogger<KeptMessages> log) : ISystemJob
{
    private const int BatchSize = 200;

    /// <summary>A burst takes far less; what a node leased that ended waits so long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>The first round over all pages is what a dead process left.</summary>
    private bool _isRecovering = true;

    /// <summary>The page that comes next; null: the first.</summary>
    private MessageCursor? _next;

    public string Name => "kept-messages";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var matched = await wakeUps.MatchedMessagesAsync(_next, BatchSize, cancellation);
        foreach (var kept in matched.Messages)
        {
            await BringAsync(kept, cancellation);
        }

        _next = matched.Next;
        _isRecovering &= _next is not null;
        var buried = await wakeUps.BuryExpiredAsync(time.GetUtcNow(), BatchSize, cancellation);
        return _next is not null || buried == BatchSize;
    }

    private async Task BringAsync(TenantMessage kept, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await wakeUps.LeaseMessageAsync(kept, now, nodes.IsAlone ? now : now + Lease, cancellation) is not { } left)
        {
            return;
        }

        try
        {
            if (await MayRunAsync(kept, isLeft: left > 0, cancellation)
                && await owner.RunAsync(InstanceOwner.ResumeBy(kept.Message, kept.Tenant, now), cancellation) is BurstOutcome.Committed or BurstOutcome.Repeated)
            {
                return;
            }
        }
#pragma warning disable CA1031 // One instance's bug must not stop the messages of the others.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(failure, kept.Message.MessageId, kept.Message.InstanceId);
        }

        await wakeUps.PutBackMessageAsync(kept, cancellation);
    }

    /// <summary>What somebody left may have ended that one's process, on this node or another: it is counted before it runs.</summary>
    private async Task<bool> MayRunAsync(TenantMessage kept, bool isLeft, CancellationToken cancellation) =>
        !(isLeft || _isRecovering) || await recovery.TryBeginAsync(kept.Tenant, kept.Message.InstanceId, cancellation);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} could not be brought to instance {InstanceId} and stays in the inbox.")]
    private partial void LogFailed(Exception failure, string messageId, string instanceId);
}
