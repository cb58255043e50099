using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.WakeUps;

/// <summary>Brings kept messages to bookmarks that opened since, and buries those whose time is over.</summary>
internal sealed partial class KeptMessages(
    IWakeUps wakeUps, IInstanceOwner owner, LeftMessages left, Recovery recovery, INodeChannel nodes, TimeProvider time, ILogger<KeptMessages> log) : ISystemJob
{
    private const int BatchSize = 200;

    /// <summary>Messages that one look goes through: with very many that wait for bookmarks of far days, what a crash left is found after some looks.</summary>
    internal const int MostScanned = 5_000;

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
        var taken = 0;
        for (var known = left.Count; known > 0 && left.TryTake(out var message); known--)
        {
            taken += await BringAsync(new TenantMessage(message.Tenant, message.Message), cancellation) ? 1 : 0;
        }

        var matched = await wakeUps.MatchedMessagesAsync(_next, MostScanned, BatchSize, cancellation);
        foreach (var kept in matched.Messages)
        {
            taken += await BringAsync(kept, cancellation) ? 1 : 0;
        }

        _next = matched.Next;
        _isRecovering &= _next is not null;
        var buried = await wakeUps.BuryExpiredAsync(time.GetUtcNow(), BatchSize, cancellation);

        // Where a page brought nothing the next one can wait for the next look.
        return (taken > 0 && (_next is not null || left.Count > 0)) || buried == BatchSize;
    }

    /// <summary>False: it could not be taken, or another has it.</summary>
    private async Task<bool> BringAsync(TenantMessage kept, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await wakeUps.LeaseMessageAsync(kept, now, nodes.IsAlone ? now : now + Lease, cancellation) is not { } looks)
        {
            return false;
        }

        // What somebody left may have ended that one's process, on this node or another: it is counted before it runs.
        var isLeft = looks > 0 || _isRecovering;
        try
        {
            if (isLeft && !await recovery.TryBeginAsync(kept.Tenant, kept.Message.InstanceId, cancellation))
            {
                await wakeUps.PutBackMessageAsync(kept, cancellation);
                return false;
            }

            if (await owner.RunAsync(InstanceOwner.ResumeBy(kept.Message, kept.Tenant, now), cancellation) is BurstOutcome.Committed or BurstOutcome.Repeated)
            {
                recovery.Committed(kept.Tenant, kept.Message.InstanceId);
                return true;
            }
        }
#pragma warning disable CA1031 // One instance's bug must not stop the messages of the others.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(failure, kept.Message.MessageId, kept.Message.InstanceId);
        }

        if (isLeft)
        {
            await recovery.OutlivedAsync(kept.Tenant, kept.Message.InstanceId, cancellation);
        }

        await wakeUps.PutBackMessageAsync(kept, cancellation);
        return false;
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} could not be brought to instance {InstanceId} and stays in the inbox.")]
    private partial void LogFailed(Exception failure, string messageId, string instanceId);
}
