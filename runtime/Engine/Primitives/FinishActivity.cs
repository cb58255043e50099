using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Ends the instance, other branches with it.</summary>
internal sealed class FinishActivity : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Finish", ActivityCategory.Primitives, "sports_score") { Outcomes = [], IsTerminal = true },
        _ => new FinishActivity());

    public override bool IsTerminal => true;

    public override void Execute(Burst burst, ActivityExecution me) => burst.EndInstance(by: me);
}
