using LowCode.Definitions;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Http;
using LowCode.Portal.Session;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Api;

/// <summary>Attachments in one piece: taken from signed-in people and from the public, shown to signed-in people of the tenant.</summary>
internal static class AttachmentsApi
{
    public static void MapAttachmentsApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/attachments/{attachmentId}", ReadAsync).RequireScope(Scope.ReadAttachments);
        routes.MapGet("/attachments/{attachmentId}/small", ReadSmallAsync).RequireScope(Scope.ReadAttachments);
        routes.MapPost("/attachments", StoreAsync).WithFormAntiforgery().RequireScope(Scope.WriteAttachments);

        // No session that a foreign page could borrow, so no antiforgery token either.
        routes.MapPost("/public/{tenant}/attachments", StorePublicAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RatePolicies.Public);
    }

    private static async Task<IResult> ReadAsync(
        Caller caller,
        string attachmentId,
        HttpContext http,
        [FromServices] ReadAttachment read,
        CancellationToken cancellation)
    {
        var result = await read.HandleAsync(caller.Actor, attachmentId, cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        var (attachment, content) = result.Value;
        SetHeaders(http, attachment);
        return Results.Stream(
            content, attachment.MediaType, entityTag: new EntityTagHeaderValue($"\"{attachment.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> ReadSmallAsync(
        Caller caller,
        string attachmentId,
        HttpContext http,
        [FromServices] ReadAttachment read,
        CancellationToken cancellation)
    {
        var result = await read.SmallAsync(caller.Actor, attachmentId, cancellation);
        if (!result.IsAccepted)
        {
            return Answers.Of(result.Rejection);
        }

        SetHeaders(http, result.Value.Attachment);
        return Results.Stream(result.Value.Content, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{result.Value.Attachment.Sha256}-small\""));
    }

    private static void SetHeaders(HttpContext http, Attachment attachment)
    {
        // Only pictures, sound and moving pictures are shown in place: they can do nothing there.
        var isShown = attachment.MediaType.Split('/')[0] is "image" or "video" or "audio";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // The browser may keep it, but asks each time: the next person at the machine may not see what this one saw.
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue(isShown ? "inline" : "attachment") { FileNameStar = attachment.FileName }.ToString();
    }

    private static async Task<IResult> StoreAsync(
        Caller caller,
        IFormFile file,
        [FromForm] string? kind,
        [FromServices] StoreAttachment store,
        CancellationToken cancellation) =>
        await TakeAsync(caller.Actor, file, kind, store, cancellation);

    private static async Task<IResult> StorePublicAsync(
        string tenant,
        IFormFile file,
        [FromForm] string? kind,
        [FromServices] IDirectory directory,
        [FromServices] StoreAttachment store,
        CancellationToken cancellation)
    {
        var id = new TenantId(tenant);
        return await directory.TenantAsync(id, cancellation) is null
            ? Results.NotFound()
            : await TakeAsync(Actor.Public(id), file, kind, store, cancellation);
    }

    /// <param name="kind">Photo where none is named.</param>
    private static async Task<IResult> TakeAsync(Actor actor, IFormFile file, string? kind, StoreAttachment store, CancellationToken cancellation)
    {
        if (AttachmentKinds.Of(kind ?? AttachmentKinds.WordOf(AttachmentKind.Photo)) is not { } known)
        {
            return RequestBodies.Refuse("kind", "attachment.unknown-kind", Texts.UploadKind.With(string.Join(", ", AttachmentKinds.Words), kind));
        }

        await using var content = file.OpenReadStream();
        return SentValues.Refusal(file.FileName, "file") ?? Answers.Of(await store.HandleAsync(actor, known, file.FileName, content, cancellation));
    }
}
