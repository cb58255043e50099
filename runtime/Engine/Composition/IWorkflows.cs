using LowCode.Definitions.Releases;

namespace LowCode.Engine.Composition;

/// <summary>
/// What a burst may look up beyond its own instance: other definitions, and whether a new instance may start. All answers of one burst
/// agree with each other. A look-up that would have to wait may throw an exception of the caller's own; the burst can be run again.
/// </summary>
public interface IWorkflows
{
    /// <summary>What a new child runs; null: no version is published.</summary>
    CompiledWorkflow? Published(string definitionId);

    /// <summary>What an activity that is a workflow runs; null: there is none. Must give the same for the whole life of an instance.</summary>
    CompiledWorkflow? ForUse(WorkflowReference reference);

    /// <summary>Exactly what a stored state names.</summary>
    /// <exception cref="InvalidOperationException">There is no such definition.</exception>
    CompiledWorkflow ByHash(ContentHash hash);

    /// <summary>Id of a running instance because of which a new one must not start; null: it may.</summary>
    InstanceId? Obstacle(ActivationScope scope);
}

/// <summary>How an activity names the workflow that it is (<c>elsa-format</c> 4.4): by version id, else definition and version, else what is published of it.</summary>
/// <param name="ActivityType">The type as written: the name of the workflow in Pascal case.</param>
/// <param name="Version">Of the definition.</param>
public sealed record WorkflowReference(string ActivityType, int? Version, string? DefinitionId, string? VersionId);
