using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Sets a variable in scope, which it names by id.</summary>
internal sealed class SetVariableActivity(string variableId, VariableSlot? slot, Input value) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.SetVariable", ActivityCategory.Primitives, "edit_note")
        {
            Inputs = [new("variable", "Object", IsPlain: true) { Editor = InputEditor.Variable, IsRequired = true }, new("value", "Object")],
        },
        Create);

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (slot is null)
        {
            throw new ActivityFaultException("variable.missing", variableId);
        }

        burst.Data.Write(me, slot, burst.Kept(me, value));
        burst.Complete(me);
    }

    private static SetVariableActivity Create(ActivitySource source)
    {
        var id = source.Member("variable")?.Text("id") ?? "";
        var slot = source.Node.Scope.ById(id);
        if (slot is null)
        {
            source.Notes.Refusal(source.Path("variable"), "workflow.variable.missing", id);
        }

        return new SetVariableActivity(id, slot, source.Input("value"));
    }
}
