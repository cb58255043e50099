using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Engine.State;
using LowCode.Work.Nodes;

namespace LowCode.Work.Replies;

/// <summary>Tells waiting requests what a burst did, after its commit.</summary>
internal sealed class BurstReplies(ReplySlots slots, IReplies replies, INodeChannel nodes, TimeProvider time)
{
    /// <summary>Nobody waits longer than this without a word; the timer of a day hence answers nobody.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public bool IsOfThisProcess(Effect.Reply reply) => slots.IsOfThisProcess(reply.RequestId);

    public void Committed(InstanceId instance, CompiledWorkflow workflow, InstanceState state, IReadOnlyList<Effect.Reply> answers)
    {
        foreach (var answer in answers)
        {
            slots.Tell(answer.RequestId, new SlotNews.Replied(instance, answer.Response));
        }

        if (PendingAnswer.RequestOf(state) is not { } requestId)
        {
            return;
        }

        var isExpected = PendingAnswer.IsExpected(workflow, state, time.GetUtcNow() + Soon);
        if (slots.IsOfThisProcess(requestId))
        {
            slots.Tell(requestId, new SlotNews.Moved(instance, state.Status, state.SubStatus, isExpected));
        }
        else if (!isExpected)
        {
            // Where it waits at another node, that one learns that it waits for nothing.
            nodes.Tell(new NodeSignal.Moved(requestId, instance, state.Status, state.SubStatus));
        }
    }

    /// <summary>From the outbox: the request waits at another process, or did at one that has ended.</summary>
    public async Task DeliverAsync(TenantId tenant, InstanceId instance, string requestId, HttpReply reply, CancellationToken cancellation)
    {
        if (slots.IsOfThisProcess(requestId))
        {
            slots.Tell(requestId, new SlotNews.Replied(instance, reply));
            return;
        }

        await replies.PutAsync(tenant, requestId, reply, time.GetUtcNow(), cancellation);
        nodes.Tell(new NodeSignal.Reply(requestId));
    }
}
