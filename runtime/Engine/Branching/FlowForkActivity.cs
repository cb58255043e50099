using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Leaves by all its branches at once.</summary>
internal sealed class FlowForkActivity(Input branches) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.FlowFork", ActivityCategory.Branching, "fork_right")
        {
            Inputs = [new("branches", "List<String>") { Editor = InputEditor.OwnOutcomes }],
            HasOwnOutcomes = true,
        },
        source => new FlowForkActivity(source.Input("branches")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var names = burst.Texts(me, branches);
        if (names.Count > 0)
        {
            burst.Complete(me, names);
        }
        else
        {
            burst.Complete(me);
        }
    }
}
