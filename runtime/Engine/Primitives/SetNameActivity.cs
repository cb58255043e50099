using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Names the instance.</summary>
internal sealed class SetNameActivity(Input value) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.SetName", ActivityCategory.Primitives, "label") { Inputs = [new("value", "String")] },
        source => new SetNameActivity(source.Input("value")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.State.Name = burst.Text(me, value);
        burst.Complete(me);
    }
}
