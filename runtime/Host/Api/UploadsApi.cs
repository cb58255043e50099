using System.Globalization;
using System.Text;
using LowCode.Definitions;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.People;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>
/// Attachments in pieces, by the protocol tus 1.0.0 (core, creation, expiration, termination): a program or a page begins an upload, sends
/// pieces, asks after a break how far it got, and goes on. The upload's id is the attachment's. Every request carries a header that no form
/// of a foreign page can send, so no antiforgery token is asked for.
/// </summary>
internal static class UploadsApi
{
    private const string Version = "1.0.0";
    private const string PieceType = "application/offset+octet-stream";
    private const string Resumable = "Tus-Resumable";
    private const string UploadOffset = "Upload-Offset";
    private const string UploadLength = "Upload-Length";

    public static void MapUploadsApi(this IEndpointRouteBuilder routes)
    {
        const string Uploads = "/attachments/uploads";
        routes.MapMethods(Uploads, [HttpMethods.Options], DescribeAsync).RequireScope(Scope.WriteAttachments);
        routes.MapPost(Uploads, (Caller caller, HttpContext http, UploadAttachment upload) => BeginAsync(caller.Actor, http, upload))
            .RequireScope(Scope.WriteAttachments);
        Map($"{Uploads}/{{uploadId}}", HttpMethods.Head, FindAsync);
        Map($"{Uploads}/{{uploadId}}", HttpMethods.Patch, ContinueAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        Map($"{Uploads}/{{uploadId}}", HttpMethods.Delete, CancelAsync);

        const string Public = "/public/{tenant}/attachments/uploads";
        Open(routes.MapPost(Public, (string tenant, HttpContext http, IDirectory directory, UploadAttachment upload) =>
            ForPublicAsync(tenant, directory, http, actor => BeginAsync(actor, http, upload)))).RequireRateLimiting(RatePolicies.Public);
        MapPublic($"{Public}/{{uploadId}}", HttpMethods.Head, FindAsync);
        MapPublic($"{Public}/{{uploadId}}", HttpMethods.Patch, ContinueAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        MapPublic($"{Public}/{{uploadId}}", HttpMethods.Delete, CancelAsync);

        RouteHandlerBuilder Map(string path, string method, Func<Actor, string, HttpContext, UploadAttachment, Task<IResult>> handle) =>
            routes.MapMethods(path, [method], (Caller caller, string uploadId, HttpContext http, UploadAttachment upload) => handle(caller.Actor, uploadId, http, upload))
                .RequireScope(Scope.WriteAttachments);

        RouteHandlerBuilder MapPublic(string path, string method, Func<Actor, string, HttpContext, UploadAttachment, Task<IResult>> handle) =>
            Open(routes.MapMethods(path, [method], (string tenant, string uploadId, HttpContext http, IDirectory directory, UploadAttachment upload) =>
                ForPublicAsync(tenant, directory, http, actor => handle(actor, uploadId, http, upload))));
    }

    private static RouteHandlerBuilder Open(RouteHandlerBuilder route) => route.AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> ForPublicAsync(string tenant, IDirectory directory, HttpContext http, Func<Actor, Task<IResult>> handle) =>
        await directory.TenantAsync(new TenantId(tenant), http.RequestAborted) is null ? Results.NotFound() : await handle(Actor.Public(new TenantId(tenant)));

    private static IResult DescribeAsync(HttpContext http, AttachmentOptions options)
    {
        http.Response.Headers[Resumable] = Version;
        http.Response.Headers["Tus-Version"] = Version;
        http.Response.Headers["Tus-Extension"] = "creation,expiration,termination";
        http.Response.Headers["Tus-Max-Size"] = Number(AttachmentKinds.Words.Max(w => options.MostOf(AttachmentKinds.Of(w)!.Value, isPublic: false)));
        return Results.NoContent();
    }

    private static async Task<IResult> BeginAsync(Actor actor, HttpContext http, UploadAttachment upload)
    {
        if (RefuseVersion(http) is { } refused)
        {
            return refused;
        }

        if (ReadNumber(http, UploadLength) is not { } bytes)
        {
            return RequestBodies.Refuse(UploadLength, "upload.length", Texts.UploadLength);
        }

        if (ReadMetadata(http.Request.Headers["Upload-Metadata"].ToString()) is not { } metadata
            || AttachmentKinds.Of(metadata.GetValueOrDefault("kind", "file")) is not { } kind)
        {
            return RequestBodies.Refuse("Upload-Metadata", "upload.metadata", Texts.UploadMetadata.With(string.Join(", ", AttachmentKinds.Words)));
        }

        var name = metadata.GetValueOrDefault("filename") ?? metadata.GetValueOrDefault("name") ?? "";
        if (SentValues.Refusal(name, "Upload-Metadata") is { } unfit)
        {
            return unfit;
        }

        var begun = await upload.BeginAsync(actor, kind, name, bytes, http.RequestAborted);
        if (!begun.IsAccepted)
        {
            return Refuse(begun.Rejection);
        }

        http.Response.Headers.Location = $"{http.Request.Path}/{begun.Value.Attachment.AttachmentId}";
        SetExpiry(http, begun.Value);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> FindAsync(Actor actor, string uploadId, HttpContext http, UploadAttachment upload)
    {
        if (RefuseVersion(http) is { } refused)
        {
            return refused;
        }

        var found = await upload.FindAsync(actor, uploadId, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        if (!found.IsAccepted)
        {
            return Refuse(found.Rejection);
        }

        http.Response.Headers[UploadOffset] = Number(found.Value.Received);
        http.Response.Headers[UploadLength] = Number(found.Value.Attachment.Bytes);
        SetExpiry(http, found.Value);
        return Results.Ok();
    }

    private static async Task<IResult> ContinueAsync(Actor actor, string uploadId, HttpContext http, UploadAttachment upload)
    {
        if (RefuseVersion(http) is { } refused)
        {
            return refused;
        }

        if (http.Request.ContentType != PieceType)
        {
            return Results.Problem(title: "upload.media-type", detail: Texts.UploadMediaType.With(PieceType), statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (ReadNumber(http, UploadOffset) is not { } offset)
        {
            return RequestBodies.Refuse(UploadOffset, "upload.offset", Texts.UploadOffset);
        }

        var done = await upload.ContinueAsync(actor, uploadId, offset, http.Request.Body, http.RequestAborted);
        if (!done.IsAccepted)
        {
            return Refuse(done.Rejection);
        }

        http.Response.Headers[UploadOffset] = Number(done.Value.Received);
        SetExpiry(http, done.Value);
        return Results.NoContent();
    }

    private static async Task<IResult> CancelAsync(Actor actor, string uploadId, HttpContext http, UploadAttachment upload)
    {
        if (RefuseVersion(http) is { } refused)
        {
            return refused;
        }

        var cancelled = await upload.CancelAsync(actor, uploadId, http.RequestAborted);
        return cancelled.IsAccepted ? Results.NoContent() : Refuse(cancelled.Rejection);
    }

    private static IResult? RefuseVersion(HttpContext http)
    {
        http.Response.Headers[Resumable] = Version;
        if (http.Request.Headers[Resumable] == Version)
        {
            return null;
        }

        http.Response.Headers["Tus-Version"] = Version;
        return Results.Problem(title: "upload.version", detail: Texts.UploadVersion.With(Version), statusCode: StatusCodes.Status412PreconditionFailed);
    }

    private static IResult Refuse(Rejection rejection) => rejection.Code == "attachment.too-large"
        ? Results.Problem(title: rejection.Code, detail: rejection.Message, statusCode: StatusCodes.Status413PayloadTooLarge)
        : Answers.Of(rejection);

    private static void SetExpiry(HttpContext http, Upload upload) =>
        http.Response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? ReadNumber(HttpContext http, string header) =>
        long.TryParse(http.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Names and values, the values in Base64; null: it is something else.</summary>
    private static Dictionary<string, string>? ReadMetadata(string header)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[pair.Length];
            if (!Convert.TryFromBase64String(parts.Length > 1 ? parts[1] : "", bytes, out var length) || !metadata.TryAdd(parts[0], Encoding.UTF8.GetString(bytes, 0, length)))
            {
                return null;
            }
        }

        return metadata;
    }
}
