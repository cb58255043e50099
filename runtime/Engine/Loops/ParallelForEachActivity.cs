using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Loops;

/// <summary>
/// Runs its body once per item, all at once; done when all are. As in Elsa it is no loop to a Break: that ends the run it stands in, and once
/// all runs are done what is around, up to the nearest loop.
/// </summary>
internal sealed class ParallelForEachActivity(Input items, ActivityNode? body) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.ParallelForEach", ActivityCategory.Looping, "dynamic_feed")
        {
            Inputs = [new("items", "List<Object>")],
            Ports = ["body"],
        },
        source => new ParallelForEachActivity(source.Input("items"), source.Child("body")))
    {
        BodyVariables = ["CurrentValue", "CurrentIndex"],
    };

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var all = (object?[]?)burst.Value(me, items) ?? [];
        for (var i = 0; i < all.Length && body is not null; i++)
        {
            burst.Schedule(body, me, given: [all[i], (long)i]);
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
