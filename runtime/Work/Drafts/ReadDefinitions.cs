using LowCode.Work.People;

namespace LowCode.Work.Drafts;

/// <param name="DefinitionIds">Null: of all definitions.</param>
/// <param name="VersionIds">Null: all versions that the selector takes.</param>
public sealed record DefinitionSearch(VersionSelector Versions, IReadOnlyCollection<string>? DefinitionIds = null, IReadOnlyCollection<string>? VersionIds = null);

/// <summary>Shows an administrator the workflow definitions: published, in work, and of the past.</summary>
public sealed class ReadDefinitions(DefinitionFamilies families)
{
    /// <summary>In the order of their definitionIds, the latest first.</summary>
    public async Task<Result<IReadOnlyList<ListedVersion>>> SearchAsync(Actor actor, DefinitionSearch search, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var found = new List<ListedVersion>();
        foreach (var family in (await families.AllAsync(actor.Tenant, cancellation)).Where(f => search.DefinitionIds?.Contains(f.DefinitionId) != false))
        {
            var versions = new List<ListedVersion>();
            foreach (var member in family.Members.Where(m => search.Versions.Number is not null || search.Versions.Takes(m.IsLatest, m.IsPublished)))
            {
                versions.Add(await families.ListAsync(actor.Tenant, member, cancellation));
            }

            found.AddRange(versions
                .DistinctBy(v => v.Summary.VersionId)
                .Where(v => search.Versions.Number is not { } number || v.Summary.Version == number)
                .Where(v => search.VersionIds?.Contains(v.Summary.VersionId) != false));
        }

        return Result<IReadOnlyList<ListedVersion>>.Of(found);
    }

    public async Task<Result<DefinitionVersion>> FindAsync(Actor actor, string definitionId, VersionSelector versions, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        // What is published stands before what is in work where both are meant.
        var members = (await families.OfAsync(actor.Tenant, definitionId, cancellation)).Members
            .Where(m => versions.Number is not null || versions.Takes(m.IsLatest, m.IsPublished))
            .OrderByDescending(m => versions.Choice == VersionChoice.LatestOrPublished && m.IsPublished);
        foreach (var member in members)
        {
            var version = await families.ReadAsync(actor.Tenant, member, cancellation);
            if (versions.Number is null || version.Definition.Version == versions.Number)
            {
                return version;
            }
        }

        return Rejections.NotFound("definition.not-found", definitionId);
    }

    /// <summary>A version by its own id, also one that is published no more or was removed: instances may run on it.</summary>
    public async Task<Result<DefinitionVersion>> VersionAsync(Actor actor, string versionId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        return await families.FindVersionAsync(actor.Tenant, versionId, cancellation) is { } found
            ? await families.ReadAsync(actor.Tenant, found.Member, cancellation)
            : Rejections.NotFound("definition.not-found", versionId);
    }
}
