using LowCode.Definitions.Problems;

namespace LowCode.Engine.Validation;

/// <summary>Everything that can be said of a definition before it runs, each with its path (a JSON pointer) and what was expected.</summary>
/// <param name="Workflow">Null where there are errors.</param>
/// <param name="Errors">It must not be published.</param>
/// <param name="Warnings">It can be published; its author may have meant something else.</param>
public sealed record DefinitionCheck(CompiledWorkflow? Workflow, IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings)
{
    public bool IsPublishable => Errors.Count == 0;
}
