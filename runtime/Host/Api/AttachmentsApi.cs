using LowCode.Definitions;
using LowCode.Host.Access;
using LowCode.Host.Http;
using LowCode.Portal.Session;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Api;

/// <summary>Photos: taken from signed-in people and from the public, shown to signed-in people of the tenant.</summary>
internal static class AttachmentsApi
{
    public static void MapAttachmentsApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/attachments/{attachmentId}", ReadAsync).RequireScope(Scope.ReadAttachments);
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
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileNameStar = attachment.FileName }.ToString();
        return Results.Stream(content, attachment.MediaType, entityTag: new EntityTagHeaderValue($"\"{attachment.Sha256}\""));
    }

    private static async Task<IResult> StoreAsync(
        Caller caller,
        IFormFile file,
        [FromServices] StoreAttachment store,
        CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream();
        return Answers.Of(await store.HandleAsync(caller.Actor, file.FileName, content, cancellation));
    }

    private static async Task<IResult> StorePublicAsync(
        string tenant,
        IFormFile file,
        [FromServices] IDirectory directory,
        [FromServices] StoreAttachment store,
        CancellationToken cancellation)
    {
        var id = new TenantId(tenant);
        if (await directory.TenantAsync(id, cancellation) is null)
        {
            return Results.NotFound();
        }

        await using var content = file.OpenReadStream();
        return Answers.Of(await store.HandleAsync(Actor.Public(id), file.FileName, content, cancellation));
    }
}
