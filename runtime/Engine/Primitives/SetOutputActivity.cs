using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Sets an output of the process.</summary>
internal sealed class SetOutputActivity(Input name, Input value) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.SetOutput", ActivityCategory.Composition, "output")
        {
            Inputs = [new("outputName", "String") { Editor = InputEditor.WorkflowOutput, IsRequired = true }, new("outputValue", "Object")],
        },
        source => new SetOutputActivity(source.Input("outputName"), source.Input("outputValue")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.Data.WriteWorkflowOutput(me, burst.Text(me, name) ?? "", burst.Kept(me, value));
        burst.Complete(me);
    }
}
