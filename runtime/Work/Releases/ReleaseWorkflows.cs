using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Composition;

namespace LowCode.Work.Releases;

/// <summary>
/// The definitions that a burst may look up: new children run what is published now, a workflow as an activity is what the instance's own
/// release says. Answers come from memory; what is not there is asked for by an exception, and the burst is run again.
/// </summary>
/// <param name="pinned">The release that the instance started with.</param>
/// <param name="current">The release that holds now.</param>
/// <param name="obstacles">Who is known to be in the way of new instances.</param>
internal sealed class ReleaseWorkflows(
    TenantId tenant,
    ReleaseView pinned,
    ReleaseView current,
    PublishedDefinitions definitions,
    IReadOnlyDictionary<ActivationScope, InstanceId> obstacles) : IWorkflows
{
    public CompiledWorkflow? Published(string definitionId) => current.WorkflowHash(definitionId) is { } hash ? ByHash(hash) : null;

    public CompiledWorkflow? ForUse(WorkflowReference reference)
    {
        if (reference.DefinitionId is not { } definitionId)
        {
            return OfType(reference);
        }

        var published = pinned.WorkflowHash(definitionId) is { } hash ? ByHash(hash) : null;
        if (published is not null && (reference.VersionId is null || reference.VersionId == published.Definition.Id))
        {
            return published;
        }

        var versions = definitions.FindVersions(tenant, definitionId, pinned.Revision)
            ?? throw new DefinitionsNotLoadedException(tenant, [], definitionId, pinned.Revision);
        var version = versions.FirstOrDefault(v => v.VersionId == reference.VersionId) ?? versions.FirstOrDefault(v => v.Version == reference.Version);
        return version is null ? published : ByHash(version.Hash);
    }

    public CompiledWorkflow ByHash(ContentHash hash) =>
        definitions.FindWorkflow(tenant, hash) ?? throw new DefinitionsNotLoadedException(tenant, [hash]);

    public InstanceId? Obstacle(ActivationScope scope) => obstacles.TryGetValue(scope, out var id) ? id : null;

    // A file of Elsa's may name a workflow by its type alone.
    private CompiledWorkflow? OfType(WorkflowReference reference)
    {
        var hashes = pinned.Items.Where(i => i.Kind == ArtefactKind.Workflow).Select(i => i.Hash).ToList();
        var missing = hashes.Where(h => definitions.FindWorkflow(tenant, h) is null).ToList();
        return missing.Count == 0
            ? new WorkflowSet([.. hashes.Select(ByHash)]).ForUse(reference)
            : throw new DefinitionsNotLoadedException(tenant, missing);
    }
}

/// <summary>A version of a definition that was published once.</summary>
internal sealed record PublishedVersion(ContentHash Hash, string VersionId, int Version);

/// <summary>A look-up needs definitions that are not in memory: load them and ask again.</summary>
/// <param name="versionsOf">All versions of this definition are wanted.</param>
internal sealed class DefinitionsNotLoadedException(
    TenantId tenant, IReadOnlyList<ContentHash> hashes, string? versionsOf = null, long revision = 0)
    : Exception($"Expected definitions of tenant {tenant} to be loaded.")
{
    public TenantId Tenant => tenant;

    public IReadOnlyList<ContentHash> Hashes => hashes;

    public string? VersionsOf => versionsOf;

    public long Revision => revision;
}
