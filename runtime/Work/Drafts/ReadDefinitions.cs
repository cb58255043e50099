using System.Text;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>Shows an administrator the workflow definitions, published and in work.</summary>
public sealed class ReadDefinitions(IDraftStore drafts, IReleaseStore store, PublishedDefinitions definitions)
{
    /// <summary>In the order of their ids.</summary>
    public async Task<Result<IReadOnlyList<DefinitionVersion>>> AllAsync(Actor actor, VersionChoice choice, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var written = (await drafts.AllAsync(actor.Tenant, cancellation)).ToDictionary(d => d.DefinitionId, StringComparer.Ordinal);
        var items = (await store.ItemsAsync(actor.Tenant, await store.RevisionAsync(actor.Tenant, cancellation), cancellation))
            .Where(i => i.Kind == ArtefactKind.Workflow)
            .ToDictionary(i => i.Key, StringComparer.Ordinal);
        var versions = new List<DefinitionVersion>();
        foreach (var id in written.Keys.Union(items.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var published = items.TryGetValue(id, out var item) ? (await definitions.WorkflowAsync(actor.Tenant, item.Hash, cancellation)).Definition : null;
            versions.AddRange(Chosen(choice, written.TryGetValue(id, out var draft) ? Read(draft) : null, published));
        }

        return Result<IReadOnlyList<DefinitionVersion>>.Of(versions);
    }

    public async Task<Result<DefinitionVersion>> FindAsync(Actor actor, string definitionId, VersionChoice choice, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var draft = await drafts.FindAsync(actor.Tenant, definitionId, cancellation);
        var items = await store.ItemsAsync(actor.Tenant, await store.RevisionAsync(actor.Tenant, cancellation), cancellation);
        var item = items.FirstOrDefault(i => i.Kind == ArtefactKind.Workflow && i.Key == definitionId);
        var published = item is null ? null : (await definitions.WorkflowAsync(actor.Tenant, item.Hash, cancellation)).Definition;
        return Chosen(choice, draft is null ? null : Read(draft), published).FirstOrDefault() is { } found
            ? found
            : Rejections.NotFound("definition.not-found", definitionId);
    }

    /// <summary>A version by its own id, also one that is published no more.</summary>
    public async Task<Result<DefinitionVersion>> VersionAsync(Actor actor, string versionId, CancellationToken cancellation)
    {
        var all = await AllAsync(actor, VersionChoice.AllVersions, cancellation);
        if (!all.IsAccepted)
        {
            return all.Rejection;
        }

        if (all.Value.FirstOrDefault(v => v.Definition.Id == versionId) is { } known)
        {
            return known;
        }

        foreach (var key in all.Value.Select(v => v.Definition.DefinitionId).Distinct(StringComparer.Ordinal))
        {
            foreach (var hash in await store.VersionsAsync(actor.Tenant, ArtefactKind.Workflow, key, cancellation))
            {
                var definition = (await definitions.WorkflowAsync(actor.Tenant, hash, cancellation)).Definition;
                if (definition.Id == versionId)
                {
                    return new DefinitionVersion(definition, IsLatest: false, IsPublished: false);
                }
            }
        }

        return Rejections.NotFound("definition.not-found", versionId);
    }

    /// <exception cref="InvalidDataException">The row holds no definition: whoever wrote it should have looked.</exception>
    private static WorkflowDefinition Read(Draft draft) =>
        WorkflowReader.Examine(Encoding.UTF8.GetBytes(draft.Content)).Definition
        ?? throw new InvalidDataException($"Expected the draft of {draft.DefinitionId} to be a definition, but it is not.");

    private static IEnumerable<DefinitionVersion> Chosen(VersionChoice choice, WorkflowDefinition? draft, WorkflowDefinition? published)
    {
        var inWork = draft is null ? null : new DefinitionVersion(draft, IsLatest: true, IsPublished: false);
        var current = published is null ? null : new DefinitionVersion(published, IsLatest: draft is null, IsPublished: true);
        DefinitionVersion?[] chosen = choice switch
        {
            VersionChoice.Latest => [inWork ?? current],
            VersionChoice.Published => [current],
            VersionChoice.LatestOrPublished => [current ?? inWork],
            VersionChoice.LatestAndPublished => [draft is null ? current : null],
            VersionChoice.Draft => [inWork],
            _ => [inWork, current],
        };
        return chosen.OfType<DefinitionVersion>();
    }
}
