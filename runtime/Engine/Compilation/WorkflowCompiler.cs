using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Commits;
using LowCode.Engine.Composition;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Scripting;

namespace LowCode.Engine.Compilation;

/// <summary>Makes the graph of a definition: first all nodes, then their behaviours, because a behaviour names other nodes.</summary>
internal sealed class WorkflowCompiler(ActivityCatalogue catalogue, ScriptEngine scripts)
{
    public Parsed<CompiledWorkflow> Compile(WorkflowDefinition definition, ContentHash hash)
    {
        var (workflow, notes) = Examine(definition, hash);
        return notes.Problems.Count > 0 ? Parsed<CompiledWorkflow>.Failed(notes.Problems) : Parsed<CompiledWorkflow>.Of(workflow);
    }

    /// <summary>Compiles as far as it goes; with problems the result is there to be looked at, not to be run.</summary>
    public (CompiledWorkflow Workflow, CompilationNotes Notes) Examine(WorkflowDefinition definition, ContentHash hash)
    {
        var notes = new CompilationNotes();
        var workflow = new CompiledWorkflow(definition)
        {
            Hash = hash,
            IncidentStrategy = Strategy(definition, notes),
            Activation = Activation(definition, notes),
            CommitStrategy = CommitStrategyReader.OfWorkflow(definition, notes),
        };
        workflow.Root = AddNodes(workflow, definition.Root, null, [], notes);
        var expressions = new ExpressionCompiler(scripts, notes);
        foreach (var node in workflow.Nodes)
        {
            var type = catalogue.Find(node.Type);
            if (type is null)
            {
                node.Activity = ActivityCatalogue.Unknown(node, expressions, notes);
                continue;
            }

            node.Activity = type.Create(new ActivitySource(node, type.Descriptor, expressions, notes));
        }

        workflow.Triggers = TriggerFinder.Of(workflow, notes);
        workflow.Warnings = [.. definition.Warnings, .. notes.Warnings];
        workflow.Refusals = notes.Refusals;
        return (workflow, notes);
    }

    private ActivityNode AddNodes(
        CompiledWorkflow workflow, ActivityDefinition definition, ActivityNode? parent, IReadOnlyList<string> givenVariables, CompilationNotes notes)
    {
        var type = catalogue.Find(definition.Type);
        var ownVariables = givenVariables.Concat(type?.OwnVariables ?? []).Select(name => new VariableDefinition(name, name, "Object", false, null));
        var node = new ActivityNode(workflow, definition, parent, [.. ownVariables, .. definition.Variables])
        {
            Descriptor = type?.Descriptor,
            Retry = RetryPolicyReader.Read(definition, notes),
            CommitPoint = CommitStrategyReader.OfActivity(definition, notes),
        };
        workflow.Add(node);
        foreach (var embedded in definition.Embedded)
        {
            AddNodes(workflow, embedded.Activity, node, IsBody(embedded.Member) ? type?.BodyVariables ?? [] : [], notes);
        }

        return node;
    }

    private static bool IsBody(string member) => member is "body" or "childCompleted" or "childFaulted";

    private static ActivationStrategy Activation(WorkflowDefinition definition, CompilationNotes notes)
    {
        // The name of a type of Elsa's, with or without namespace and assembly.
        var name = definition.Options.ActivationStrategy?.Split(',')[0].Split('.')[^1] ?? "";
        if (name.Length == 0)
        {
            return ActivationStrategy.AllowAlways;
        }

        if (Enum.TryParse<ActivationStrategy>(name.Replace("Strategy", "", StringComparison.Ordinal), out var strategy))
        {
            return strategy;
        }

        notes.Warning("/options/activationStrategyType", "workflow.activationStrategy", name);
        return ActivationStrategy.AllowAlways;
    }

    private static IncidentStrategy? Strategy(WorkflowDefinition definition, CompilationNotes notes)
    {
        switch (definition.Options.IncidentStrategy)
        {
            case null or "":
                return null;
            case var name when name.Contains("ContinueWithIncidents", StringComparison.Ordinal):
                return IncidentStrategy.ContinueWithIncidents;
            case var name when name.Contains("Fault", StringComparison.Ordinal):
                return IncidentStrategy.Fault;
            case var name:
                notes.Warning("/options/incidentStrategyType", "workflow.incidentStrategy", name);
                return null;
        }
    }
}
