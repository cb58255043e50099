using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Http;

/// <summary>The request that waits for an answer of the instance: the last one that came in and was not answered.</summary>
internal static class ReplySlot
{
    private const string Property = "HttpRequestId";

    public static string? RequestOf(InstanceState state) => state.Properties.GetValueOrDefault(Property) as string;

    public static void Open(Burst burst, string? requestId)
    {
        if (requestId is not null)
        {
            burst.State.Properties = burst.State.Properties.With(Property, requestId);
        }
    }

    /// <exception cref="ActivityFaultException">No request waits.</exception>
    public static void Answer(Burst burst, ActivityExecution me, HttpReply reply)
    {
        if (burst.State.Properties.GetValueOrDefault(Property) is not string requestId)
        {
            throw new ActivityFaultException("http.no-request");
        }

        burst.State.Properties = burst.State.Properties.With(Property, null);
        burst.Effect(me, new Effect.Reply(me.Id, requestId, reply));
    }
}
