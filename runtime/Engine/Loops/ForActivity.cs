using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Loops;

/// <summary>Counts from start to end. A loop without a body is done at once.</summary>
internal sealed class ForActivity(Input start, Input end, Input step, Input isInclusive, OutputTarget current, ActivityNode? body) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.For", ActivityCategory.Looping, "repeat")
        {
            Inputs = [new("start", "Int32", 0L), new("end", "Int32", 0L), new("step", "Int32", 1L), new("outerBoundInclusive", "Boolean", true)],
            Outputs = [new("currentValue", "Object")],
            Ports = ["body"],
        },
        source => new ForActivity(
            source.Input("start"), source.Input("end"), source.Input("step"), source.Input("outerBoundInclusive"), source.Output("currentValue"), source.Child("body")))
    {
        OwnVariables = ["CurrentValue"],
    };

    public override bool IsLoop => true;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var size = (long)(burst.Value(me, step) ?? 1L);
        var last = (long)(burst.Value(me, end) ?? 0L);
        if (!burst.Flag(me, isInclusive))
        {
            // A step of nothing counts up, as in Elsa.
            last -= size >= 0 ? 1 : -1;
        }

        me.Progress = new Progress.Range((long)(burst.Value(me, start) ?? 0L), last, size);
        RunNext(burst, me);
    }

    public override void Retry(Burst burst, ActivityExecution me)
    {
        if (me.Progress is null)
        {
            Execute(burst, me);
        }
        else
        {
            RunNext(burst, me);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        RunNext(burst, me);

    private void RunNext(Burst burst, ActivityExecution me)
    {
        var range = (Progress.Range)me.Progress!;
        var isOver = range.Size >= 0 ? range.Next > range.End : range.Next < range.End;
        if (body is null || me.IsBreaking || isOver)
        {
            burst.Complete(me);
            return;
        }

        me.Variables![0] = range.Next;
        burst.Data.Give(me, current, range.Next);
        range.Next += range.Size;
        burst.Schedule(body, me);
    }
}
