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
        DeclarationChecks.Check(definition, notes);
        foreach (var node in workflow.Nodes)
        {
            TypeChecks.Check(node, workflows, notes);
            ChildChecks.Check(node, workflows, notes);
            FlowchartChecks.Check(node, mode, notes);
            PortChecks.Check(node, workflows, notes);
        }

        Problem[] errors = [.. problems, .. notes.Problems, .. notes.Refusals, .. HttpRoutes.Taken([workflow]).Select(t => t.Problem)];
        return new DefinitionCheck(errors.Length == 0 ? workflow : null, Sorted(errors), Sorted([.. definition.Warnings, .. notes.Warnings]));
    }

    public static IReadOnlyList<DefinitionCheck> CheckTogether(
        IReadOnlyList<ReadOnlyMemory<byte>> definitions,
        Func<ReadOnlyMemory<byte>, Parsed<CompiledWorkflow>> compile,
        Func<ReadOnlyMemory<byte>, IWorkflows?, DefinitionCheck> check)
    {
        var compiled = definitions.Select((d, i) => (Index: i, Workflow: compile(d).Value)).Where(c => c.Workflow is not null).ToArray();
        var workflows = compiled.Select(c => c.Workflow!).ToArray();
        var taken = HttpRoutes.Taken(workflows).ToLookup(t => compiled[t.Definition].Index, t => t.Problem);
        var set = new WorkflowSet(workflows);
        return [.. definitions.Select((d, i) => With(check(d, set), taken[i]))];
    }

    // What is taken within one definition is told by its own check already.
    private static DefinitionCheck With(DefinitionCheck check, IEnumerable<Problem> taken)
    {
        var errors = Sorted(check.Errors.Union(taken));
        return check with { Workflow = errors.Length == 0 ? check.Workflow : null, Errors = errors };
    }

    private static Problem[] Sorted(IEnumerable<Problem> problems) => [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal)];
}
