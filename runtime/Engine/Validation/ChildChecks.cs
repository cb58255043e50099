using LowCode.Engine.Children;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;

namespace LowCode.Engine.Validation;

/// <summary>Workflows that a definition starts and that nobody has published yet: that may be still to come.</summary>
internal static class ChildChecks
{
    /// <param name="workflows">What is published; null: that is not known.</param>
    public static void Check(ActivityNode node, IWorkflows? workflows, CompilationNotes notes)
    {
        if (workflows is not null
            && node.Activity is IStartsWorkflow { DefinitionId: { IsLiteral: true, LiteralValue: string { Length: > 0 } id } input }
            && workflows.Published(id) is null)
        {
            notes.Warning(input.Path, "workflow.child.missing", node.Id, id);
        }
    }
}
