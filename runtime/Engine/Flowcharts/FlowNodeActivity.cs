using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>Wraps one activity, so that a container can stand in a flowchart.</summary>
internal sealed class FlowNodeActivity(ActivityNode? body) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowNode", ActivityCategory.Structure, "crop_square") { Ports = ["body"] },
        source => new FlowNodeActivity(source.Child("body")));

    // It leaves as what it holds does.
    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => null;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (body is null)
        {
            burst.Complete(me);
        }
        else
        {
            burst.Schedule(body, me);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        burst.Complete(me, outcomes);
}
