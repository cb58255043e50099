using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>Marks where a flowchart begins.</summary>
internal sealed class StartActivity : Activity
{
    public const string TypeName = "Elsa.Start";

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Structure, "play_circle") { IsStart = true },
        _ => new StartActivity());

    public override void Execute(Burst burst, ActivityExecution me) => burst.Complete(me);
}
