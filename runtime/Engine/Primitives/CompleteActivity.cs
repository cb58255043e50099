using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Completes the process that it belongs to, other branches with it.</summary>
internal sealed class CompleteActivity : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Complete", ActivityCategory.Composition, "done_all")
        {
            Inputs = [new("outcomes", "Object", "Done") { Editor = InputEditor.Outcomes, DefaultSyntax = "Object" }],
            Outcomes = [],
            IsTerminal = true,
        },
        _ => new CompleteActivity());

    public override bool IsTerminal => true;

    public override void Execute(Burst burst, ActivityExecution me) => burst.EndInstance(by: me);
}
