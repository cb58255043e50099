using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;

namespace LowCode.Engine.Expressions;

/// <summary>Where an output of an activity goes besides the register of outputs.</summary>
/// <param name="Slot">A variable in scope; null: none.</param>
/// <param name="WorkflowOutput">Name of an output of the process; null: none.</param>
internal sealed record OutputTarget(string Name, VariableSlot? Slot, string? WorkflowOutput)
{
    public static OutputTarget Of(ActivitySource source, string name)
    {
        var reference = source.Member(name)?.Member("memoryReference")?.Text("id");
        if (reference is null)
        {
            return new OutputTarget(name, null, null);
        }

        if (source.Node.Workflow.Definition.Outputs.Any(o => o.Name == reference))
        {
            return new OutputTarget(name, null, reference);
        }

        return new OutputTarget(name, source.Node.Scope.ById(reference), null);
    }
}
