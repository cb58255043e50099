using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Loops;

/// <summary>Ends the nearest loop; what encloses it on the way ends with the activity that is running.</summary>
internal sealed class BreakActivity : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Break", ActivityCategory.Looping, "logout") { Outcomes = [], IsTerminal = true },
        _ => new BreakActivity());

    public override bool IsTerminal => true;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        for (var owner = me.Owner; owner is not null; owner = owner.Owner)
        {
            owner.IsBreaking = true;
            if (owner.Node.Activity.IsLoop)
            {
                break;
            }
        }

        burst.Complete(me);
    }
}
