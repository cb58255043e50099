using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Workflow definitions as Elsa Studio lists, opens, saves and publishes them.</summary>
internal static class ElsaDefinitions
{
    private const string Root = "/workflow-definitions";

    public static void MapElsaDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root, ListAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/by-definition-id/{definitionId}", GetAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/by-id/{versionId}", GetVersionAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/{definitionId}/export", ExportAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/validation/is-name-unique", IsNameUniqueAsync).RequireScope(Scope.ReadDefinitions);
        api.MapPost(Root, SaveAsync).RequireScope(Scope.WriteDefinitions);
        api.MapPost(Root + "/{definitionId}/publish", PublishAsync).RequireScope(Scope.PublishReleases);
        api.MapPost(Root + "/{definitionId}/retract", RetractAsync).RequireScope(Scope.PublishReleases);
        api.MapDelete(Root + "/{definitionId}", DeleteAsync).RequireScope(Scope.PublishReleases);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, [AsParameters] ListQuery query, HttpContext http, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        if (!TryChoice(query.VersionOptions, VersionChoice.AllVersions, out var choice))
        {
            return RefuseChoice(query.VersionOptions!);
        }

        var result = await read.AllAsync(caller.Actor, choice, cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        var found = query.Narrow(result.Value);
        var links = new ElsaLinks(http, caller.Actor);
        var size = Math.Clamp(query.PageSize ?? PageRequest.LargestSize, 1, PageRequest.LargestSize);
        var page = found.Skip(Math.Max(0, query.Page ?? 0) * size).Take(size).Select(v => Summary(v, links)).ToArray();
        return Results.Json(new { items = page, totalCount = found.Count, links = links.OfList() }, ElsaJson.Options);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string definitionId, string? versionOptions, HttpContext http, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        if (!TryChoice(versionOptions, VersionChoice.Latest, out var choice))
        {
            return RefuseChoice(versionOptions!);
        }

        var result = await read.FindAsync(caller.Actor, definitionId, choice, cancellation);
        return result.IsAccepted ? Results.Json(Whole(result.Value, http, caller.Actor), ElsaJson.Options) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> GetVersionAsync(
        Caller caller, string versionId, HttpContext http, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        var result = await read.VersionAsync(caller.Actor, versionId, cancellation);
        return result.IsAccepted ? Results.Json(Whole(result.Value, http, caller.Actor), ElsaJson.Options) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> ExportAsync(
        Caller caller, string definitionId, string? versionOptions, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        if (!TryChoice(versionOptions, VersionChoice.Latest, out var choice))
        {
            return RefuseChoice(versionOptions!);
        }

        var result = await read.FindAsync(caller.Actor, definitionId, choice, cancellation);
        return result.IsAccepted
            ? Results.File(WorkflowWriter.Write(result.Value.Definition), "application/json", $"workflow-definition-{definitionId}.json")
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> IsNameUniqueAsync(
        Caller caller, string? name, string? definitionId, [FromServices] ReadDefinitions read, CancellationToken cancellation)
    {
        var result = await read.AllAsync(caller.Actor, VersionChoice.AllVersions, cancellation);
        return result.IsAccepted
            ? Results.Json(new { isUnique = !result.Value.Any(v => v.Definition.Name == name?.Trim() && v.Definition.DefinitionId != definitionId) }, ElsaJson.Options)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> SaveAsync(
        Caller caller, Saving body, HttpContext http, [FromServices] SaveDefinition save, CancellationToken cancellation)
    {
        if (RequestBodies.ObjectOf(body.Model) is not { } model)
        {
            return RequestBodies.RefuseNoObject("model");
        }

        var publishes = body.Publish is true;
        return publishes && AccessClaims.ScopesOf(http.User)?.Contains(Scope.PublishReleases) == false
            ? Results.Problem(title: "access.scope-missing", detail: Texts.AccessScopeMissing.With(Scope.PublishReleases), statusCode: StatusCodes.Status403Forbidden)
            : Saved(await save.HandleAsync(caller.Actor, new SaveDefinitionCommand(model, publishes), cancellation), http, caller.Actor);
    }

    private static async Task<IResult> PublishAsync(
        Caller caller, string definitionId, HttpContext http, [FromServices] ReadDefinitions read, [FromServices] SaveDefinition save, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(caller.Actor, definitionId, VersionChoice.Latest, cancellation);
        if (!latest.IsAccepted)
        {
            return Answers.Of(latest.Rejection);
        }

        return latest.Value.IsPublished
            ? Results.Json(SaveAnswer(latest.Value, isAlready: true, http, caller.Actor), ElsaJson.Options)
            : Saved(
                await save.HandleAsync(
                    caller.Actor, new SaveDefinitionCommand(JsonObject.Create(latest.Value.Definition.Json)!, Publishes: true), cancellation),
                http,
                caller.Actor);
    }

    private static async Task<IResult> RetractAsync(
        Caller caller, string definitionId, HttpContext http, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        var result = await retract.HandleAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted ? Results.Json(Whole(result.Value, http, caller.Actor), ElsaJson.Options) : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string definitionId, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        var result = await retract.DeleteAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted ? Results.NoContent() : Answers.Of(result.Rejection);
    }

    /// <summary>Elsa tells what is wrong as lists of messages by place; Studio shows them.</summary>
    private static IResult Saved(Result<DefinitionVersion> result, HttpContext http, Actor actor)
    {
        if (result.IsAccepted)
        {
            return Results.Json(SaveAnswer(result.Value, isAlready: false, http, actor), ElsaJson.Options);
        }

        return result.Rejection is { Kind: RejectionKind.Invalid, Problems: { Count: > 0 } problems }
            ? Results.ValidationProblem(
                problems.GroupBy(p => p.Path).ToDictionary(p => p.Key, p => p.Select(m => m.Message).ToArray()), result.Rejection.Message, title: result.Rejection.Code)
            : Answers.Of(result.Rejection);
    }

    private static object SaveAnswer(DefinitionVersion version, bool isAlready, HttpContext http, Actor actor) =>
        new { workflowDefinition = Whole(version, http, actor), alreadyPublished = isAlready, consumingWorkflowCount = 0, validationErrors = Array.Empty<object>() };

    private static object Summary(DefinitionVersion version, ElsaLinks links) => new
    {
        id = version.Definition.Id,
        definitionId = version.Definition.DefinitionId,
        name = version.Definition.Name,
        description = version.Definition.Description,
        version = version.Definition.Version,
        isLatest = version.IsLatest,
        isPublished = version.IsPublished,
        materializerName = "Json",
        isMaterializerAvailable = true,
        createdAt = CreatedAt(version.Definition),
        isReadonly = false,
        links = links.Of(version.Definition.DefinitionId),
    };

    /// <summary>As it is exported, with node ids; what only the server knows is added, and nothing is null.</summary>
    private static JsonObject Whole(DefinitionVersion version, HttpContext http, Actor actor)
    {
        var document = JsonNode.Parse(WorkflowWriter.Write(version.Definition))!.AsObject();
        document.Remove("$schema");
        foreach (var empty in document.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            document.Remove(empty);
        }

        document["id"] = version.Definition.Id;
        document["definitionId"] = version.Definition.DefinitionId;
        document["version"] = version.Definition.Version;
        document["createdAt"] = CreatedAt(version.Definition);
        document["isLatest"] = version.IsLatest;
        document["isPublished"] = version.IsPublished;
        document["isReadonly"] = false;
        document["links"] = JsonSerializer.SerializeToNode(new ElsaLinks(http, actor).Of(version.Definition.DefinitionId), ElsaJson.Options);
        return document;
    }

    // A file that an agency wrote need not say when; Studio wants a time.
    private static string CreatedAt(WorkflowDefinition definition) =>
        definition.Json.TryGetProperty("createdAt", out var at) && at.ValueKind == JsonValueKind.String ? at.GetString()! : "2020-01-01T00:00:00+00:00";

    private static bool TryChoice(string? text, VersionChoice byDefault, out VersionChoice choice)
    {
        choice = byDefault;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isWord = Word<VersionChoice>.TryParse(text, out var word);
        choice = word.Value;
        return isWord;
    }

    private static IResult RefuseChoice(string text) => RequestBodies.Refuse(
        "versionOptions", "request.bad-kind", Texts.RequestBadKind.With("versionOptions", string.Join(", ", Enum.GetNames<VersionChoice>()), text));

    internal sealed record Saving(JsonElement? Model, bool? Publish);

    internal sealed record ListQuery(
        string? VersionOptions, string? SearchTerm, string[]? DefinitionIds, string[]? Ids, string? OrderBy, string? OrderDirection, int? Page, int? PageSize)
    {
        public List<DefinitionVersion> Narrow(IEnumerable<DefinitionVersion> versions)
        {
            var found = versions
                .Where(v => string.IsNullOrEmpty(SearchTerm) || $"{v.Definition.Name} {v.Definition.DefinitionId} {v.Definition.Description}".Contains(SearchTerm, StringComparison.OrdinalIgnoreCase))
                .Where(v => DefinitionIds is not { Length: > 0 } || DefinitionIds.Contains(v.Definition.DefinitionId))
                .Where(v => Ids is not { Length: > 0 } || Ids.Contains(v.Definition.Id))
                .OrderBy<DefinitionVersion, object?>(v => OrderBy?.ToLowerInvariant() switch
                {
                    "version" => v.Definition.Version,
                    "name" => v.Definition.Name ?? "",
                    _ => CreatedAt(v.Definition),
                })
                .ToList();
            if (string.Equals(OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase))
            {
                found.Reverse();
            }

            return found;
        }
    }
}
