using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Children;

/// <summary>A workflow written out where it is used: a scope of variables around one activity, which a Complete inside ends with outcomes.</summary>
internal sealed class WorkflowActivity(ActivityNode? root, OutputTarget result) : Activity
{
    private static readonly string[] _done = ["Done"];

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Workflow", ActivityCategory.Composition, "hub")
        {
            Outputs = [new("result", "Object")],
            Ports = ["root"],
            HasOwnOutcomes = true,
            IsBrowsable = false,
        },
        source => new WorkflowActivity(source.Child("root"), source.Output("result")));

    // What completes it inside chooses.
    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => null;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (root is null)
        {
            End(burst, me, _done);
        }
        else
        {
            burst.Schedule(root, me);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        End(burst, me, _done);

    /// <summary>Its result is the last one that an activity gave, where some script asks for results at all.</summary>
    public void End(Burst burst, ActivityExecution me, IReadOnlyList<string> outcomes)
    {
        burst.Data.Give(me, result, burst.State.LastResult);
        burst.Complete(me, outcomes);
    }
}
