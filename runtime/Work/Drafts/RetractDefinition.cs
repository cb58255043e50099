using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <summary>
/// An administrator takes a workflow definition out of the release. What runs on it goes on. Retracted it can be seen, changed and published
/// again; deleted it, or one version of it, is listed no more.
/// </summary>
public sealed class RetractDefinition(
    DefinitionFamilies families, IDraftStore drafts, IVersionStore versions, ReadDefinitions read, PublishRelease publish, TimeProvider time)
{
    /// <summary>A definition that is not published is answered as it is.</summary>
    public async Task<Result<DefinitionVersion>> HandleAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var published = await read.FindAsync(actor, definitionId, VersionChoice.Published, cancellation);
        if (published.IsAccepted)
        {
            if (published.Value.Summary.IsReadOnly)
            {
                return Rejections.Forbidden("definition.read-only", definitionId);
            }

            if (await WithdrawAsync(actor, definitionId, cancellation) is { } refused)
            {
                return refused;
            }
        }

        return await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
    }

    /// <returns>What was latest.</returns>
    public async Task<Result<DefinitionVersion>> DeleteAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return latest.Rejection;
        }

        var family = await families.OfAsync(actor.Tenant, definitionId, cancellation);
        if (family.Published is not null && await WithdrawAsync(actor, definitionId, cancellation) is { } refused)
        {
            return refused;
        }

        await drafts.RemoveAsync(actor.Tenant, definitionId, expected: null, cancellation);
        await versions.RemoveAsync(actor.Tenant, [.. family.History.Select(v => v.Hash)], time.GetUtcNow(), actor.Login, cancellation);
        return latest;
    }

    /// <returns>The version that is gone.</returns>
    public async Task<Result<DefinitionVersion>> DeleteVersionAsync(Actor actor, string versionId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        if (await families.FindVersionAsync(actor.Tenant, versionId, cancellation) is not { } found || found.Member is { Draft: null, IsPublished: false, Row.IsRemoved: true })
        {
            return Rejections.NotFound("definition.not-found", versionId);
        }

        var version = await families.ReadAsync(actor.Tenant, found.Member, cancellation);
        if (found.Member.Draft is { } draft)
        {
            await drafts.RemoveAsync(actor.Tenant, draft.DefinitionId, draft.Revision, cancellation);
            return version;
        }

        if (found.Member.IsPublished && await WithdrawAsync(actor, found.Family.DefinitionId, cancellation) is { } refused)
        {
            return refused;
        }

        await versions.RemoveAsync(actor.Tenant, [found.Member.Row!.Hash], time.GetUtcNow(), actor.Login, cancellation);
        return version;
    }

    /// <summary>Null: it is not in the release any more.</summary>
    private async Task<Rejection?> WithdrawAsync(Actor actor, string definitionId, CancellationToken cancellation)
    {
        var withdrawal = new PublishReleaseCommand([], definitionId) { Withdrawn = [(ArtefactKind.Workflow, definitionId)] };
        return (await publish.HandleAsync(actor, withdrawal, cancellation)).Rejection;
    }
}
