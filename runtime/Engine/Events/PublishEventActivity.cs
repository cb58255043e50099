using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Events;

/// <summary>Sends an event, after the commit, and goes on at once.</summary>
internal sealed class PublishEventActivity(Input eventName, Input correlationId, Input isLocal, Input payload) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.PublishEvent", ActivityCategory.Events, "campaign")
        {
            Inputs = [new("eventName", "String") { IsRequired = true }, new("correlationId", "String"), new("isLocalEvent", "Boolean"), new("payload", "Object")],
        },
        source => new PublishEventActivity(
            source.Input("eventName"), source.Input("correlationId"), source.Input("isLocalEvent"), source.Input("payload")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.Effect(me, new Effect.PublishEvent(
            me.Id,
            burst.Text(me, eventName) ?? "",
            DataValue.ToNode(burst.Value(me, payload)),
            burst.Text(me, correlationId),
            burst.Flag(me, isLocal)));
        burst.Complete(me);
    }
}
