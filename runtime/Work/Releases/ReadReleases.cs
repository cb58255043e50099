using LowCode.Definitions.Releases;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <param name="Items">All that it holds.</param>
public sealed record ReleaseDetails(ReleaseRow Release, IReadOnlyList<ReleaseItem> Items);

/// <summary>Shows an administrator what was published when, and what holds now.</summary>
public sealed class ReadReleases(IReleaseQueries queries, IReleaseStore store)
{
    public async Task<Result<Page<ReleaseRow>>> PageAsync(Actor actor, PageRequest page, CancellationToken cancellation) =>
        actor.IsAdministrator ? await queries.PageAsync(actor.Tenant, page.Bounded(), cancellation) : Rejections.Forbidden("release.forbidden");

    /// <param name="revision">Null: the current one.</param>
    public async Task<Result<ReleaseDetails>> GetAsync(Actor actor, long? revision, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var number = revision ?? await store.RevisionAsync(actor.Tenant, cancellation);
        return await queries.FindAsync(actor.Tenant, number, cancellation) is { } release
            ? new ReleaseDetails(release, await store.ItemsAsync(actor.Tenant, number, cancellation))
            : Rejections.NotFound("release.not-found", number);
    }

    /// <summary>An artefact of the current release as it was written.</summary>
    public async Task<Result<Artefact>> ArtefactAsync(Actor actor, ArtefactKind kind, string key, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var items = await store.ItemsAsync(actor.Tenant, await store.RevisionAsync(actor.Tenant, cancellation), cancellation);
        return items.FirstOrDefault(i => i.Kind == kind && i.Key == key) is { } item
            && await store.ArtefactAsync(actor.Tenant, item.Hash, cancellation) is { } artefact
                ? artefact
                : Rejections.NotFound("release.no-artefact", kind, key);
    }
}
