using System.Text.Json;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Archives;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Workflow definitions as files: out one by one or as an archive, and in.</summary>
internal static class ElsaDefinitionFiles
{
    private const string Root = "/workflow-definitions";

    private static readonly string[] _importMethods = ["POST", "PUT"];

    public static void MapElsaDefinitionFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet(Root + "/{definitionId}/export", ExportAsync).RequireScope(Scope.ReadDefinitions);
        api.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync).RequireScope(Scope.ReadDefinitions);
        api.MapMethods(Root + "/import", _importMethods, ImportAsync).RequireScope(Scope.WriteDefinitions);
        api.MapMethods(Root + "/{definitionId}/import", _importMethods, ImportIntoAsync).RequireScope(Scope.WriteDefinitions);
        api.MapPost(Root + "/import-files", ImportFilesAsync).RequireScope(Scope.WriteDefinitions);
    }

    private static async Task<IResult> ExportAsync(
        Caller caller,
        string definitionId,
        string? versionOptions,
        bool? includeConsumingWorkflows,
        [FromServices] ExportDefinitions export,
        CancellationToken cancellation) =>
        ElsaDefinitionJson.TrySelector(versionOptions, VersionChoice.Latest, out var versions)
            ? File(await export.OneAsync(caller.Actor, definitionId, versions, includeConsumingWorkflows is true, cancellation))
            : ElsaDefinitionJson.RefuseSelector(versionOptions!);

    private static async Task<IResult> ExportManyAsync(
        Caller caller, Exporting body, [FromServices] ExportDefinitions export, CancellationToken cancellation) =>
        body.Ids is { Count: > 0 } ids
            ? File(await export.ManyAsync(caller.Actor, ids, body.IncludeConsumingWorkflows is true, cancellation))
            : RequestBodies.Refuse("ids", "request.missing-member", Texts.RequestMissingMember.With("ids"));

    private static async Task<IResult> ImportAsync(
        Caller caller, JsonElement body, HttpContext http, [FromServices] ImportDefinitions import, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        if (RequestBodies.ObjectOf(body) is null)
        {
            return RequestBodies.RefuseNoObject("body");
        }

        var imported = await import.HandleAsync(caller.Actor, [new ImportedFile("body", JsonSerializer.SerializeToUtf8Bytes(body))], cancellation);
        return imported.IsAccepted
            ? ElsaDefinitionJson.Answer(imported.Value[0], http, caller.Actor, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation))
            : ElsaDefinitionJson.Refused(imported.Rejection);
    }

    /// <summary>Over a definition that is there, whatever id the file names.</summary>
    private static async Task<IResult> ImportIntoAsync(
        Caller caller,
        string definitionId,
        JsonElement body,
        HttpContext http,
        [FromServices] ReadDefinitions read,
        [FromServices] ImportDefinitions import,
        [FromServices] UsableWorkflows usable,
        CancellationToken cancellation)
    {
        if (RequestBodies.ObjectOf(body) is not { } model)
        {
            return RequestBodies.RefuseNoObject("body");
        }

        var existing = await read.FindAsync(caller.Actor, definitionId, VersionChoice.Latest, cancellation);
        if (!existing.IsAccepted)
        {
            return Answers.Of(existing.Rejection);
        }

        model["definitionId"] = definitionId;
        return await ImportAsync(caller, JsonSerializer.SerializeToElement(model), http, import, usable, cancellation);
    }

    private static async Task<IResult> ImportFilesAsync(
        Caller caller, HttpContext http, [FromServices] ImportDefinitions import, CancellationToken cancellation)
    {
        if (await SentFiles.ReadAsync(http.Request, cancellation) is not { } files)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var imported = await import.HandleAsync(caller.Actor, files, cancellation);
        return imported.IsAccepted ? Results.Json(new { count = imported.Value.Count }, ElsaJson.Options) : ElsaDefinitionJson.Refused(imported.Rejection);
    }

    private static IResult File(Result<ExportedFile> file) =>
        file.IsAccepted ? Results.File(file.Value.Content, file.Value.ContentType, file.Value.Name) : Answers.Of(file.Rejection);

    internal sealed record Exporting(IReadOnlyList<string>? Ids, bool? IncludeConsumingWorkflows);
}
