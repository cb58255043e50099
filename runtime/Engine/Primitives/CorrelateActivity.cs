using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Sets the correlation id: what the instance is known by outside.</summary>
internal sealed class CorrelateActivity(Input correlationId) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Correlate", ActivityCategory.Primitives, "link") { Inputs = [new("correlationId", "String")] },
        source => new CorrelateActivity(source.Input("correlationId")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.State.CorrelationId = burst.Text(me, correlationId);
        burst.Complete(me);
    }
}
