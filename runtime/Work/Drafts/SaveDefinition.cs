using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Workflows;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Drafts;

/// <param name="Model">The document as a designer holds it; its root is kept as it came.</param>
/// <param name="Publishes">It takes effect: a release of what is current and this definition.</param>
public sealed record SaveDefinitionCommand(JsonObject Model, bool Publishes)
{
    /// <summary>The <see cref="DefinitionVersion.Tag"/> of the version that was changed; null: whatever is latest.</summary>
    public string? Expected { get; init; }

    /// <summary>A version of its own, also where the latest is a draft.</summary>
    public bool BeginsNext { get; init; }

    /// <summary>It comes from a file: a definition that is not there yet keeps the version id that others may name.</summary>
    public bool IsImported { get; init; }
}

/// <summary>
/// An administrator saves a workflow definition, as a draft or published. A draft may be unfinished; what is published is checked as a whole.
/// Saving over a version that was ever published begins the next one.
/// </summary>
public sealed class SaveDefinition(DefinitionFamilies families, IDraftStore drafts, IReleaseStore store, PublishRelease publish, TimeProvider time)
{
    private const int Attempts = 5;

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Result<DefinitionVersion>> HandleAsync(Actor actor, SaveDefinitionCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var definitionId = DefinitionModel.IdOf(command.Model) ?? DefinitionModel.NewId();
        for (var attempt = 1; ; attempt++)
        {
            // Whoever publishes meanwhile takes the number: then this is the next one.
            var saved = await TryAsync(actor, command, definitionId, cancellation);
            if (saved.IsAccepted || saved.Rejection.Code != "release.stale" || attempt == Attempts)
            {
                return saved;
            }
        }
    }

    private async Task<Result<DefinitionVersion>> TryAsync(Actor actor, SaveDefinitionCommand command, string definitionId, CancellationToken cancellation)
    {
        var revision = await store.RevisionAsync(actor.Tenant, cancellation);
        var family = await families.OfAsync(actor.Tenant, definitionId, cancellation);
        var latest = family.Members.FirstOrDefault() is { } member ? await families.ReadAsync(actor.Tenant, member, cancellation) : null;
        if (latest is { Summary.IsReadOnly: true })
        {
            return Rejections.Forbidden("definition.read-only", definitionId);
        }

        if (command.Expected is { } expected && expected != latest?.Tag)
        {
            return Rejections.Conflict("definition.changed", definitionId);
        }

        var (versionIds, highest) = await families.TakenAsync(actor.Tenant, family, cancellation);
        var isNext = latest is null || command.BeginsNext || versionIds.Contains(latest.Definition.Id);
        var versionId = await VersionIdAsync(actor, command, latest, isNext, cancellation);
        var number = isNext ? Math.Max(highest, latest?.Definition.Version ?? 0) + 1 : Math.Max(highest + 1, latest!.Definition.Version);
        var createdAt = isNext ? time.GetUtcNow() : latest!.CreatedAt;
        var content = DefinitionModel.Numbered(command.Model, definitionId, versionId, number, createdAt, command.Publishes).ToJsonString(_readable);
        var (definition, problems) = WorkflowReader.Examine(Encoding.UTF8.GetBytes(content));
        if (definition is null)
        {
            return Rejections.Invalid("release.invalid", problems);
        }

        if (command.Publishes)
        {
            return await PublishAsync(actor, new Publication(definition, content, createdAt, revision, family.Draft), cancellation);
        }

        var draft = new Draft(definitionId, definition.Id, definition.Version, content, time.GetUtcNow(), actor.Login);
        var stored = await drafts.PutAsync(actor.Tenant, draft, command.Expected is null ? null : family.Draft?.Revision ?? 0, cancellation);
        return stored is null
            ? Rejections.Conflict("definition.changed", definitionId)
            : new DefinitionVersion(definition, createdAt, IsLatest: true, IsPublished: false, stored.Revision);
    }

    private async Task<Result<DefinitionVersion>> PublishAsync(Actor actor, Publication publication, CancellationToken cancellation)
    {
        var definition = publication.Definition;
        var artefact = Artefact.Of(ArtefactKind.Workflow, definition.DefinitionId, Encoding.UTF8.GetBytes(publication.Content));
        var command = new PublishReleaseCommand([artefact], definition.Name ?? definition.DefinitionId, publication.Revision);
        var published = await publish.HandleAsync(actor, command, cancellation);
        if (!published.IsAccepted)
        {
            return published.Rejection;
        }

        // What somebody saved meanwhile stays.
        if (publication.Draft is { } draft)
        {
            await drafts.RemoveAsync(actor.Tenant, definition.DefinitionId, draft.Revision, cancellation);
        }

        return new DefinitionVersion(definition, publication.CreatedAt, IsLatest: true, IsPublished: true) { UpdatedConsumers = published.Value.UpdatedConsumers };
    }

    private async Task<string> VersionIdAsync(Actor actor, SaveDefinitionCommand command, DefinitionVersion? latest, bool isNext, CancellationToken cancellation)
    {
        if (!isNext)
        {
            return latest!.Definition.Id;
        }

        return command.IsImported && latest is null && DefinitionModel.VersionIdOf(command.Model) is { } written
            && await families.FindVersionAsync(actor.Tenant, written, cancellation) is null
                ? written
                : DefinitionModel.NewId();
    }

    /// <param name="Revision">The release that it follows.</param>
    /// <param name="Draft">What becomes of it is published.</param>
    private sealed record Publication(WorkflowDefinition Definition, string Content, DateTimeOffset CreatedAt, long Revision, Draft? Draft);
}
