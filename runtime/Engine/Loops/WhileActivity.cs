using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Loops;

/// <summary>Runs its body while a condition holds, which is evaluated before each round.</summary>
internal sealed class WhileActivity(Input condition, ActivityNode? body) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.While", ActivityCategory.Looping, "loop")
        {
            Inputs = [new("condition", "Boolean", false) { Editor = InputEditor.SingleLine, IsEvaluatedOnDemand = true }],
            Ports = ["body"],
        },
        source => new WhileActivity(source.Input("condition"), source.Child("body")));

    public override bool IsLoop => true;

    public override void Execute(Burst burst, ActivityExecution me) => RunNext(burst, me);

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        RunNext(burst, me);

    private void RunNext(Burst burst, ActivityExecution me)
    {
        if (body is null || me.IsBreaking || !burst.Flag(me, condition))
        {
            burst.Complete(me);
        }
        else
        {
            burst.Schedule(body, me);
        }
    }
}
