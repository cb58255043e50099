using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Loops;

/// <summary>Runs its body once per item, one after the other.</summary>
internal sealed class ForEachActivity(Input items, OutputTarget current, ActivityNode? body) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.ForEach", ActivityCategory.Looping, "low_priority")
        {
            Inputs = [new("items", "List<Object>")],
            Outputs = [new("currentValue", "Object")],
            Ports = ["body"],
        },
        source => new ForEachActivity(source.Input("items"), source.Output("currentValue"), source.Child("body")))
    {
        OwnVariables = ["CurrentValue", "CurrentIndex"],
    };

    public override bool IsLoop => true;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        me.Progress = new Progress.Items((object?[]?)burst.Value(me, items) ?? [], 0);
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
        var progress = (Progress.Items)me.Progress!;
        if (body is null || me.IsBreaking || progress.Index >= progress.All.Length)
        {
            burst.Complete(me);
            return;
        }

        var item = progress.All[progress.Index];
        me.Variables![0] = item;
        me.Variables[1] = (long)progress.Index;
        burst.Data.Give(me, current, item);
        progress.Index++;
        burst.Schedule(body, me);
    }
}
