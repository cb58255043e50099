using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>
/// Instances as files: out one by one or as an archive, and in. Beside Elsa's members a file holds one of ours, with the state that our engine
/// goes on from.
/// </summary>
internal static class ElsaInstanceFiles
{
    /// <summary>More at once are refused: a file holds the whole journal of an instance.</summary>
    private const int Most = 1000;

    public static void MapElsaInstanceFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{instanceId}/export", ExportAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/workflow-instances/{instanceId}/export", ExportPostedAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync).RequireScope(Scope.ReadInstances);
        api.MapPost("/bulk-actions/import/workflow-instances", ImportAsync).RequireScope(Scope.MendInstances);
    }

    private static Task<IResult> ExportAsync(
        Caller caller, string instanceId, [AsParameters] Parts parts, [FromServices] ExportInstance export, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        OneAsync(caller, instanceId, parts, export, reader, cancellation);

    private static Task<IResult> ExportPostedAsync(
        Caller caller, string instanceId, Exporting body, [FromServices] ExportInstance export, [FromServices] ElsaReader reader, CancellationToken cancellation) =>
        OneAsync(caller, instanceId, body.Parts, export, reader, cancellation);

    private static async Task<IResult> OneAsync(
        Caller caller, string instanceId, Parts parts, ExportInstance export, ElsaReader reader, CancellationToken cancellation)
    {
        var (file, refused) = await FileAsync(caller, instanceId, parts, export, reader, cancellation);
        return file is null ? refused! : Results.File(file, "application/json", NameOf(instanceId));
    }

    /// <summary>One id gives its file, several an archive, as in Elsa. Ids that are not one's own are as if they were not there.</summary>
    private static async Task<IResult> ExportManyAsync(
        Caller caller, Exporting body, [FromServices] ExportInstance export, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        if (body.Ids is not { Count: > 0 and <= Most } ids)
        {
            return body.Ids is { Count: > Most }
                ? RequestBodies.Refuse("ids", "request.bad-kind", Texts.RequestTooMany.With("ids", Most, body.Ids.Count))
                : RequestBodies.RefuseMissing(("ids", null))!;
        }

        if (ids.Count == 1)
        {
            return await OneAsync(caller, ids[0], body.Parts, export, reader, cancellation);
        }

        using var buffer = new MemoryStream();
        var written = 0;
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct(StringComparer.Ordinal))
            {
                if ((await FileAsync(caller, id, body.Parts, export, reader, cancellation)).File is { } file)
                {
                    await using var entry = archive.CreateEntry(NameOf(id)).Open();
                    await entry.WriteAsync(file, cancellation);
                    written++;
                }
            }
        }

        return written == 0 ? Results.NoContent() : Results.File(buffer.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static async Task<(byte[]? File, IResult? Refused)> FileAsync(
        Caller caller, string instanceId, Parts parts, ExportInstance export, ElsaReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(caller.Actor, instanceId, cancellation);
        var own = read.IsAccepted ? await export.HandleAsync(caller.Actor, instanceId, parts.HasHistory, cancellation) : null;
        return own is { IsAccepted: true }
            ? (JsonSerializer.SerializeToUtf8Bytes(ElsaInstanceFile.Of(read.Value!, own.Value, parts), ElsaJson.Options), null)
            : (null, Answers.Of((own?.Rejection ?? read.Rejection)!));
    }

    private static async Task<IResult> ImportAsync(
        Caller caller, HttpContext http, [FromServices] ImportInstances import, [FromServices] ElsaReader reader, CancellationToken cancellation)
    {
        if (await SentFiles.ReadAsync(http.Request, cancellation) is not { } files)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var imported = await import.HandleAsync(caller.Actor, files, file => reader.CanShowAsync(caller.Actor, file, cancellation), cancellation);
        return imported.IsAccepted
            ? Results.Json(new { imported = imported.Value.Ids.Count, ids = imported.Value.Ids }, ElsaJson.Options)
            : Answers.Of(imported.Rejection);
    }

    private static string NameOf(string instanceId) => $"workflow-instance-{instanceId.ToLowerInvariant()}.json";

    /// <summary>What goes along with the state.</summary>
    internal sealed record Parts(bool? IncludeBookmarks, bool? IncludeActivityExecutionLog, bool? IncludeWorkflowExecutionLog)
    {
        public bool HasHistory => IncludeActivityExecutionLog is true || IncludeWorkflowExecutionLog is true;
    }

    internal sealed record Exporting(
        IReadOnlyList<string>? Ids, bool? IncludeBookmarks, bool? IncludeActivityExecutionLog, bool? IncludeWorkflowExecutionLog)
    {
        internal Parts Parts => new(IncludeBookmarks, IncludeActivityExecutionLog, IncludeWorkflowExecutionLog);
    }
}
