using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;
using LowCode.Engine.Http;

namespace LowCode.Engine.Validation;

/// <summary>Looks at a whole definition, also past what is wrong in it, so that all problems are told at once.</summary>
internal static class DefinitionChecks
{
    public static DefinitionCheck Check(ReadOnlyMemory<byte> json, WorkflowCompiler compiler, FlowchartMode mode, IWorkflows? workflows)
    {
        var (definition, problems) = WorkflowReader.Examine(json);
        if (definition is null)
        {
            return new DefinitionCheck(null, problems, []);
        }

        var (workflow, notes) = compiler.Examine(definition, ContentHash.Of(json.Span));
        foreach (var node in workflow.Nodes)
        {
            TypeChecks.Check(node, workflows, notes);
            ChildChecks.Check(node, workflows, notes);
            FlowchartChecks.Check(node, mode, notes);
        }

        Problem[] errors = [.. problems, .. notes.Problems, .. notes.Refusals, .. HttpRoutes.Taken([workflow]).Select(t => t.Problem)];
        return new DefinitionCheck(errors.Length == 0 ? workflow : null, Sorted(errors), Sorted([.. definition.Warnings, .. notes.Warnings]));
    }

    private static Problem[] Sorted(IEnumerable<Problem> problems) => [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal)];
}
