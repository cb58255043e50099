using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>Ends its flowchart, other branches with it.</summary>
internal sealed class EndActivity : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.End", ActivityCategory.Structure, "stop_circle") { Outcomes = [], IsTerminal = true },
        _ => new EndActivity());

    public override bool IsTerminal => true;

    public override void Execute(Burst burst, ActivityExecution me) => burst.Complete(me);
}
