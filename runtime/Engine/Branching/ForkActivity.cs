using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Runs its branches all at once; done when all are, or with the first, which cancels the others.</summary>
internal sealed class ForkActivity(ActivityNode[] branches, Input joinMode) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Fork", ActivityCategory.Branching, "call_split")
        {
            Inputs = [new("joinMode", "String", "WaitAll", IsPlain: true) { Options = ["WaitAll", "WaitAny"] }],
            Ports = ["branches"],
            IsBrowsable = false,
        },
        source => new ForkActivity(source.Children("branches"), source.Input("joinMode")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        foreach (var branch in branches)
        {
            burst.Schedule(branch, me);
        }

        CompleteIfJoined(burst, me, isDone: branches.Length == 0);
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        CompleteIfJoined(burst, me, isDone: burst.Text(me, joinMode) == "WaitAny");

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) => CompleteIfJoined(burst, me, isDone: false);

    private static void CompleteIfJoined(Burst burst, ActivityExecution me, bool isDone)
    {
        if (isDone || me.IsBreaking || (!me.HasOpenWork && me.FaultedChildren == 0))
        {
            burst.Complete(me);
        }
    }
}
