using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.State;

namespace LowCode.Work.Replies;

/// <summary>
/// Requests of this process that wait for an answer of an instance. A slot is told what was committed, never what may still be lost; who has
/// gone is told nothing, and the instance does not mind.
/// </summary>
public sealed class ReplySlots
{
    private readonly string _prefix = Guid.NewGuid().ToString("N") + "/";
    private readonly ConcurrentDictionary<string, Slot> _open = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>Requests that wait now.</summary>
    public int Count => _open.Count;

    /// <summary>Dispose when the request has its answer or gives up.</summary>
    internal Slot Open(TenantId tenant)
    {
        var slot = new Slot(this, tenant, _prefix + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture));
        _open[slot.RequestId] = slot;
        return slot;
    }

    /// <summary>The request came to this process; whether it still waits is another matter.</summary>
    internal bool IsOfThisProcess(string requestId) => requestId.StartsWith(_prefix, StringComparison.Ordinal);

    internal void Tell(string requestId, SlotNews news)
    {
        if (_open.TryGetValue(requestId, out var slot))
        {
            slot.News.Writer.TryWrite(news);
        }
    }

    internal sealed class Slot(ReplySlots slots, TenantId tenant, string requestId) : IDisposable
    {
        public TenantId Tenant => tenant;

        public string RequestId => requestId;

        public Channel<SlotNews> News { get; } = Channel.CreateUnbounded<SlotNews>(new UnboundedChannelOptions { SingleReader = true });

        public void Dispose() => slots._open.TryRemove(requestId, out _);
    }
}

/// <summary>What a waiting request hears.</summary>
internal abstract record SlotNews
{
    private SlotNews()
    {
    }

    public sealed record Replied(InstanceId Instance, HttpReply Reply) : SlotNews;

    /// <summary>A burst was committed that did not answer.</summary>
    /// <param name="IsAnswerExpected">The instance goes on by itself and may answer yet.</param>
    public sealed record Moved(InstanceId Instance, InstanceStatus Status, InstanceSubStatus SubStatus, bool IsAnswerExpected) : SlotNews;

    /// <summary>The answer lies in the database.</summary>
    public sealed record Arrived : SlotNews;
}
