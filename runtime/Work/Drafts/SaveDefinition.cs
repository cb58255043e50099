using System.Globalization;
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
public sealed record SaveDefinitionCommand(JsonObject Model, bool Publishes);

/// <summary>
/// An administrator saves a workflow definition, as a draft or published. A draft may be unfinished; what is published is checked as a whole.
/// Saving over a published version begins the next one.
/// </summary>
public sealed class SaveDefinition(IDraftStore drafts, ReadDefinitions read, PublishRelease publish, TimeProvider time)
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _lists = ["variables", "inputs", "outputs", "outcomes"];
    private static readonly string[] _objects = ["customProperties", "options"];

    public async Task<Result<DefinitionVersion>> HandleAsync(Actor actor, SaveDefinitionCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var model = (JsonObject)command.Model.DeepClone();
        var definitionId = Text(model, "definitionId") ?? NewId();
        var existing = (await read.FindAsync(actor, definitionId, VersionChoice.Latest, cancellation)).Value;
        Number(model, definitionId, existing, command.Publishes);
        var content = model.ToJsonString(_readable);
        var (definition, problems) = WorkflowReader.Examine(Encoding.UTF8.GetBytes(content));
        if (definition is null)
        {
            return Rejections.Invalid("release.invalid", problems);
        }

        if (!command.Publishes)
        {
            await drafts.PutAsync(
                actor.Tenant, new Draft(definitionId, definition.Id, definition.Version, content, time.GetUtcNow(), actor.Login), cancellation);
            return new DefinitionVersion(definition, IsLatest: true, IsPublished: false);
        }

        var artefact = Artefact.Of(ArtefactKind.Workflow, definitionId, Encoding.UTF8.GetBytes(content));
        var published = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], definition.Name ?? definitionId), cancellation);
        if (!published.IsAccepted)
        {
            return published.Rejection;
        }

        await drafts.RemoveAsync(actor.Tenant, definitionId, cancellation);
        return new DefinitionVersion(definition, IsLatest: true, IsPublished: true);
    }

    /// <summary>Ids and numbers are ours, not the designer's; what it leaves null is empty.</summary>
    private void Number(JsonObject model, string definitionId, DefinitionVersion? existing, bool publishes)
    {
        var isNext = existing is null or { IsPublished: true };
        model.Remove("links");
        model["definitionId"] = definitionId;
        model["id"] = isNext ? NewId() : existing!.Definition.Id;
        model["version"] = existing is null ? 1 : isNext ? existing.Definition.Version + 1 : existing.Definition.Version;
        model["createdAt"] = isNext
            ? time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : existing!.Definition.Json.TryGetProperty("createdAt", out var created) ? created.GetString() : null;
        model["isLatest"] = true;
        model["isPublished"] = publishes;
        foreach (var name in _lists)
        {
            model[name] ??= new JsonArray();
        }

        foreach (var name in _objects)
        {
            model[name] ??= new JsonObject();
        }
    }

    private static string? Text(JsonObject model, string name) =>
        model[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static string NewId() => Guid.NewGuid().ToString("N")[..16];
}
