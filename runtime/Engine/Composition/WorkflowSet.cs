using LowCode.Definitions.Releases;

namespace LowCode.Engine.Composition;

/// <summary>Definitions in memory, all of them published; where there are several versions of one, the one that says so, else the highest.</summary>
public sealed class WorkflowSet(IReadOnlyList<CompiledWorkflow> workflows) : IWorkflows
{
    /// <summary>Finds the instance in the way of a new one; null: none is looked for.</summary>
    public Func<ActivationScope, InstanceId?>? Running { get; init; }

    public CompiledWorkflow? Published(string definitionId) => workflows
        .Where(w => w.DefinitionId == definitionId)
        .OrderByDescending(w => w.Definition.IsPublished)
        .ThenByDescending(w => w.Version)
        .FirstOrDefault();

    public CompiledWorkflow? ForUse(WorkflowReference reference)
    {
        if (reference.DefinitionId is null)
        {
            return workflows
                .Where(w => w.Definition.Options.UsableAsActivity && AccessorName.Of(w.Name ?? "") == reference.ActivityType)
                .OrderByDescending(w => w.Version == reference.Version)
                .ThenByDescending(w => w.Definition.IsPublished)
                .ThenByDescending(w => w.Version)
                .FirstOrDefault();
        }

        return workflows.FirstOrDefault(w => w.Definition.Id == reference.VersionId && w.DefinitionId == reference.DefinitionId)
            ?? workflows.FirstOrDefault(w => w.DefinitionId == reference.DefinitionId && w.Version == reference.Version)
            ?? Published(reference.DefinitionId);
    }

    public CompiledWorkflow ByHash(ContentHash hash) =>
        workflows.FirstOrDefault(w => w.Hash == hash)
        ?? throw new InvalidOperationException($"Expected a definition with hash {hash}, but there is none.");

    public InstanceId? Obstacle(ActivationScope scope) => Running?.Invoke(scope);
}
