using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Sequences;

/// <summary>Runs its activities all at once; done when all are.</summary>
internal sealed class ParallelActivity(ActivityNode[] activities) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Parallel", ActivityCategory.Structure, "splitscreen") { Ports = ["activities"], IsBrowsable = false },
        source => new ParallelActivity(source.Children("activities")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        foreach (var activity in activities)
        {
            burst.Schedule(activity, me);
        }

        CompleteIfIdle(burst, me);
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        CompleteIfIdle(burst, me);

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) => CompleteIfIdle(burst, me);

    private static void CompleteIfIdle(Burst burst, ActivityExecution me)
    {
        if (!me.HasOpenWork && me.FaultedChildren == 0)
        {
            burst.Complete(me);
        }
    }
}
