using LowCode.Work.Changes;
using LowCode.Work.Endpoints;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.Hosting;

namespace LowCode.Work.Nodes;

/// <summary>Does in this process what the signals of other nodes ask for.</summary>
internal sealed class NodeNews(INodeChannel channel, WakeUpSignal wakeUps, PublishedDefinitions definitions, ChangeFeed changes, ReplySlots slots) : IHostedService, IDisposable
{
    private IDisposable? _listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listening = channel.Listen(Hear);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _listening?.Dispose();

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
            case NodeSignal.Case changed:
                changes.Publish(new CaseChanged(changed.Tenant, changed.CaseId));
                break;
        }
    }
}
