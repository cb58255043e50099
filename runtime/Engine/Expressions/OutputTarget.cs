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

        var slot = source.Node.Scope.ById(reference);

        // Elsa names places of its own as <activity>:<output>, and inputs have places too: they were never variables.
        if (slot is null && reference.Length > 0 && !reference.Contains(':', StringComparison.Ordinal) && source.Member(name)?.Member("expression") is null)
        {
            source.Notes.Refusal(source.Path($"{name}/memoryReference/id"), "workflow.output.missing", source.Node.Id, name, reference);
        }

        return new OutputTarget(name, slot, null);
    }
}
