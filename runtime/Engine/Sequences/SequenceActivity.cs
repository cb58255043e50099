using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Sequences;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class SequenceActivity(ActivityNode[] activities) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Sequence", ActivityCategory.Structure, "list") { Ports = ["activities"], IsBrowsable = false },
        source => new SequenceActivity(source.Children("activities")));

    public ActivityNode[] Activities => activities;

    public override void Execute(Burst burst, ActivityExecution me) => RunFrom(burst, me, 0);

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Activity.IsTerminal || me.IsBreaking)
        {
            burst.Complete(me);
            return;
        }

        RunFrom(burst, me, ((Progress.Step)me.Progress!).Index + 1);
    }

    public override void ChildEntered(Burst burst, ActivityExecution me, ActivityNode child) =>
        me.Progress = new Progress.Step(Array.IndexOf(activities, child));

    private void RunFrom(Burst burst, ActivityExecution me, int index)
    {
        if (index >= activities.Length)
        {
            burst.Complete(me);
            return;
        }

        me.Progress = new Progress.Step(index);
        burst.Schedule(activities[index], me);
    }
}
