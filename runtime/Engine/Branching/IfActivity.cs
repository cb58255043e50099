using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Branching;

/// <summary>Runs one of two embedded activities; a branch that is not there counts as done.</summary>
internal sealed class IfActivity(Input condition, OutputTarget result, ActivityNode? then, ActivityNode? otherwise) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.If", ActivityCategory.Branching, "call_split")
        {
            Inputs = [new("condition", "Boolean", false) { Editor = InputEditor.SingleLine }],
            Outputs = [new("result", "Boolean")],
            Ports = ["then", "else"],
        },
        source => new IfActivity(source.Input("condition"), source.Output("result"), source.Child("then"), source.Child("else")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var isTrue = burst.Flag(me, condition);
        burst.Data.Give(me, result, isTrue);
        if ((isTrue ? then : otherwise) is { } branch)
        {
            burst.Schedule(branch, me);
        }
        else
        {
            burst.Complete(me);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        burst.Complete(me);
}
