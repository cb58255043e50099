using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>One workflow definition as Elsa Studio opens, saves, publishes, retracts, rolls back and deletes it.</summary>
internal static class ElsaDefinitions
{
    private const string Root = "/workflow-definitions";

    public static void MapElsaDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root + "/{definitionId}", GetAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/by-definition-id/{definitionId}", GetAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet(Root + "/by-id/{versionId}", GetVersionAsync).RequireScope(Scope.ReadDefinitions);
        api.MapPost(Root, SaveAsync).RequireScope(Scope.WriteDefinitions);
        api.MapPost(Root + "/{definitionId}/publish", PublishAsync).RequireScope(Scope.PublishReleases);
        api.MapPost(Root + "/{definitionId}/retract", RetractAsync).RequireScope(Scope.PublishReleases);
        api.MapPost(Root + "/{definitionId}/revert/{version:int}", RevertAsync).RequireScope(Scope.WriteDefinitions);
        api.MapDelete(Root + "/{definitionId}", DeleteAsync).RequireScope(Scope.PublishReleases);
        api.MapDelete("/workflow-definition-versions/{versionId}", DeleteVersionAsync).RequireScope(Scope.PublishReleases);
        api.MapGet(Root + "/{definitionId}/consumers", ConsumersAsync).RequireScope(Scope.ReadDefinitions);
        api.MapPost(Root + "/{definitionId}/update-references", UpdateReferencesAsync).RequireScope(Scope.PublishReleases);
    }

    private static async Task<IResult> GetAsync(
        Caller caller,
        string definitionId,
        string? versionOptions,
        HttpContext http,
        [FromServices] ReadDefinitions read,
        [FromServices] UsableWorkflows usable,
        CancellationToken cancellation)
    {
        if (!ElsaDefinitionJson.TrySelector(versionOptions, VersionChoice.Latest, out var versions))
        {
            return ElsaDefinitionJson.RefuseSelector(versionOptions!);
        }

        var result = await read.FindAsync(caller.Actor, definitionId, versions, cancellation);
        return result.IsAccepted
            ? ElsaDefinitionJson.Answer(result.Value, http, caller.Actor, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> GetVersionAsync(
        Caller caller, string versionId, HttpContext http, [FromServices] ReadDefinitions read, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        var result = await read.VersionAsync(caller.Actor, versionId, cancellation);
        return result.IsAccepted
            ? ElsaDefinitionJson.Answer(result.Value, http, caller.Actor, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation))
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> SaveAsync(
        Caller caller, Saving body, HttpContext http, [FromServices] SaveDefinition save, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        if (RequestBodies.ObjectOf(body.Model) is not { } model)
        {
            return RequestBodies.RefuseNoObject("model");
        }

        var publishes = body.Publish is true;
        if (publishes && AccessClaims.ScopesOf(http.User)?.Contains(Scope.PublishReleases) == false)
        {
            return Results.Problem(
                title: "access.scope-missing", detail: Texts.AccessScopeMissing.With(Scope.PublishReleases), statusCode: StatusCodes.Status403Forbidden);
        }

        var command = new SaveDefinitionCommand(model, publishes) { Expected = EntityTags.IfMatch(http) };
        var saved = await save.HandleAsync(caller.Actor, command, cancellation);
        return saved.IsAccepted
            ? Results.Json(
                ElsaDefinitionJson.Saved(saved.Value, isAlready: false, http, caller.Actor, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation)),
                ElsaJson.Options)
            : ElsaDefinitionJson.Refused(saved.Rejection);
    }

    private static async Task<IResult> PublishAsync(
        Caller caller,
        string definitionId,
        HttpContext http,
        [FromServices] PublishDefinition publish,
        [FromServices] UsableWorkflows usable,
        CancellationToken cancellation)
    {
        var result = await publish.HandleAsync(caller.Actor, definitionId, EntityTags.IfMatch(http), cancellation);
        if (!result.IsAccepted)
        {
            return ElsaDefinitionJson.Refused(result.Rejection);
        }

        var types = await ElsaTypes.OfAsync(caller.Actor, usable, cancellation);
        return Results.Json(ElsaDefinitionJson.Saved(result.Value.Version, !result.Value.IsNew, http, caller.Actor, types), ElsaJson.Options);
    }

    private static async Task<IResult> RetractAsync(
        Caller caller,
        string definitionId,
        HttpContext http,
        [FromServices] RetractDefinition retract,
        [FromServices] UsableWorkflows usable,
        CancellationToken cancellation)
    {
        var result = await retract.HandleAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted
            ? ElsaDefinitionJson.Answer(result.Value, http, caller.Actor, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation))
            : ElsaDefinitionJson.Refused(result.Rejection);
    }

    private static async Task<IResult> RevertAsync(
        Caller caller, string definitionId, int version, HttpContext http, [FromServices] RevertDefinition revert, CancellationToken cancellation)
    {
        var result = await revert.HandleAsync(caller.Actor, definitionId, version, cancellation);
        return result.IsAccepted
            ? Results.Json(ElsaDefinitionJson.Row(result.Value, new ElsaLinks(http, caller.Actor)), ElsaJson.Options, statusCode: StatusCodes.Status201Created)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string definitionId, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        var result = await retract.DeleteAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted ? Results.NoContent() : ElsaDefinitionJson.Refused(result.Rejection);
    }

    private static async Task<IResult> DeleteVersionAsync(
        Caller caller, string versionId, [FromServices] RetractDefinition retract, CancellationToken cancellation)
    {
        var result = await retract.DeleteVersionAsync(caller.Actor, versionId, cancellation);
        return result.IsAccepted ? Results.NoContent() : ElsaDefinitionJson.Refused(result.Rejection);
    }

    private static async Task<IResult> ConsumersAsync(
        Caller caller, string definitionId, [FromServices] DefinitionReferences references, CancellationToken cancellation)
    {
        var result = await references.ConsumersAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted
            ? Results.Json(new { consumingWorkflowDefinitionIds = result.Value.Select(c => c.Definition.DefinitionId).ToArray() }, ElsaJson.Options)
            : Answers.Of(result.Rejection);
    }

    private static async Task<IResult> UpdateReferencesAsync(
        Caller caller, string definitionId, [FromServices] DefinitionReferences references, CancellationToken cancellation)
    {
        var result = await references.UpdateAsync(caller.Actor, definitionId, cancellation);
        return result.IsAccepted
            ? Results.Json(new { affectedWorkflows = result.Value.Select(c => c.Definition.Name ?? c.Definition.DefinitionId).ToArray() }, ElsaJson.Options)
            : ElsaDefinitionJson.Refused(result.Rejection);
    }

    internal sealed record Saving(JsonElement? Model, bool? Publish);
}
