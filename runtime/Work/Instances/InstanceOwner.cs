using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Work.Failpoints;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.Instances;

/// <summary>The owner of all instances in this process: a mailbox an instance.</summary>
internal sealed partial class InstanceOwner(BurstRunner runner, LeftMessages left, TimeProvider time, ILogger<InstanceOwner> log) : IInstanceOwner
{
    /// <summary>A loaded instance usually takes some ten kilobytes.</summary>
    private const int MostLoaded = 5_000;

    /// <summary>Bytes of their snapshots; in memory a state takes some four times as much.</summary>
    internal const long MostBytes = 64 * 1024 * 1024;

    /// <summary>Bursts that may follow one command at once, each by a message that waited; the wake-up loop brings the rest.</summary>
    private const int MostFollowing = 10;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly Mailboxes _mailboxes = new(MostLoaded, MostBytes, Idle, time);

    public async Task<BurstOutcome> RunAsync(InstanceCommand command, CancellationToken cancellation)
    {
        using var mailbox = await _mailboxes.EnterAsync(command.Origin.Tenant, command.Origin.InstanceId, cancellation);
        return await RunAsync(mailbox, command, cancellation);
    }

    public async Task<BurstOutcome?> TryResumeAsync(CommandOrigin origin, string hash, JsonNode? payload, CancellationToken cancellation)
    {
        using var mailbox = await _mailboxes.EnterAsync(origin.Tenant, origin.InstanceId, cancellation);
        return mailbox.Loaded?.State.OpenAt(hash) is { } bookmark
            ? await RunAsync(mailbox, new InstanceCommand.Resume(origin, bookmark, payload), cancellation)
            : null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BurstOutcome> RunAsync(Mailboxes.Mailbox mailbox, InstanceCommand command, CancellationToken cancellation)
    {
        var (outcome, waiting) = await RunToRestAsync(mailbox, command, cancellation);

        // Messages that came before their bookmark: the next burst runs at once, still alone. Where it fails the wake-up loop tries again.
        for (var bursts = 0; waiting.Count > 0 && bursts < MostFollowing; bursts++)
        {
            var message = waiting[0];
            try
            {
                var next = ResumeBy(message, command.Origin.Tenant, command.Origin.At);
                (_, var more) = await RunToRestAsync(mailbox, next, CancellationToken.None);
                waiting = [.. waiting.Skip(1), .. more];
            }
#pragma warning disable CA1031 // The caller's own burst is committed; what follows it must not look like its failure.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogWaitingFailed(failure, message.MessageId, message.InstanceId);
                break;
            }
        }

        if (waiting.Count > 0)
        {
            left.Add(command.Origin.Tenant, waiting);
        }

        return outcome;
    }

    /// <summary>A burst that was committed midway goes on at once; where that fails, its timer brings it back.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(BurstOutcome Outcome, IReadOnlyList<WaitingMessage> Waiting)> RunToRestAsync(
        Mailboxes.Mailbox mailbox, InstanceCommand command, CancellationToken cancellation)
    {
        var (outcome, waiting) = await runner.RunAsync(mailbox, command, cancellation);
        while (outcome is BurstOutcome.Committed committed && mailbox.Loaded is { State.IsMidway: true } loaded)
        {
            var origin = new CommandOrigin(command.Origin.Tenant, loaded.InstanceId, command.Origin.At);
            Failpoint.Pass("midway");
            try
            {
                var (next, more) = await runner.RunAsync(mailbox, new InstanceCommand.Resume(origin, InstanceState.ContinuationBookmark), CancellationToken.None);
                if (next is not BurstOutcome.Committed further)
                {
                    break;
                }

                outcome = committed with { Status = further.Status, SubStatus = further.SubStatus };
                waiting = [.. waiting, .. more];
            }
#pragma warning disable CA1031 // What is committed is answered; the rest must not look like its failure.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogMidway(failure, loaded.InstanceId.Value);
                break;
            }
        }

        return (outcome, waiting);
    }

    public void Forget(TenantId tenant, InstanceId instance) => _mailboxes.Forget(tenant, instance);

    public int Loaded => _mailboxes.Count;

    public void Sweep() => _mailboxes.Sweep();

    internal static InstanceCommand.Resume ResumeBy(WaitingMessage message, TenantId tenant, DateTimeOffset at) => new(
        new CommandOrigin(tenant, new InstanceId(message.InstanceId), at, Message: new MessageKey(message.Consumer, message.MessageId, IsWaiting: true)),
        message.BookmarkId,
        message.Payload is null ? null : JsonNode.Parse(message.Payload));

    [LoggerMessage(LogLevel.Warning, "Instance {InstanceId} was committed midway and could not go on; it will be tried again.")]
    private partial void LogMidway(Exception failure, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} for instance {InstanceId} stays in the inbox: its burst failed.")]
    private partial void LogWaitingFailed(Exception failure, string messageId, string instanceId);
}
