using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.Changes;
using LowCode.Work.Nodes;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowCode.Work.News;

/// <summary>
/// Does in this process what the signals of other nodes ask for. Where they are not heard everything is looked for instead: effects and
/// timers by the system jobs, releases by <see cref="PublishedDefinitions"/>, and screens are told to read again.
/// </summary>
internal sealed partial class NodeNews(
    INodeChannel channel,
    WakeUpSignal wakeUps,
    PublishedDefinitions definitions,
    ChangeFeed changes,
    ReplySlots slots,
    CheckApiKey keys,
    AllowedHosts hosts,
    TimeProvider time,
    ILogger<NodeNews> log) : BackgroundService
{
    /// <summary>How old a screen may be that shows what another node changed.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = channel.Listen(Hear);
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!channel.IsHeard)
                {
                    PublishAny();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private void PublishAny()
    {
        try
        {
            changes.PublishAny();
        }
#pragma warning disable CA1031 // One screen that fails must not keep the others from ever being told again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogUntold(failure);
        }
    }

    private void Hear(NodeSignal signal)
    {
        switch (signal)
        {
            case NodeSignal.Effects:
                wakeUps.Raise();
                break;
            case NodeSignal.Release release:
                definitions.LookAgain(release.Tenant);
                break;
            case NodeSignal.Reply reply:
                slots.Tell(reply.RequestId, new SlotNews.Arrived());
                break;
            case NodeSignal.Moved moved:
                slots.Tell(moved.RequestId, new SlotNews.Moved(moved.Instance, moved.Status, moved.SubStatus, IsAnswerExpected: false));
                break;
            case NodeSignal.Access access:
                keys.Forget(access.Tenant);
                hosts.Forget(access.Tenant);
                break;
            case NodeSignal.Case changed:
                changes.Publish(new CaseChanged(changed.Tenant, changed.CaseId));
                break;
        }
    }

    [LoggerMessage(LogLevel.Error, "A screen could not be told to read again.")]
    private partial void LogUntold(Exception failure);
}
