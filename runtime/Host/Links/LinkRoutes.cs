using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;
using LowCode.Host.Api;
using LowCode.Host.Elsa;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Events;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Links;

/// <summary>
/// Signed links, at Elsa's addresses: programs follow them by GET or POST; a browser that opens one is shown a page that asks first.
/// </summary>
internal static class LinkRoutes
{
    /// <summary>As in Elsa.</summary>
    private const int MostBytes = 1024 * 1024;

    private static readonly string[] _methods = ["GET", "POST"];

    public static void MapLinks(this IEndpointRouteBuilder routes)
    {
        Map(routes, ElsaRoutes.Root + "/bookmarks/resume", isEvent: false);
        Map(routes, ElsaRoutes.Root + "/events/trigger", isEvent: true);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, bool isEvent) =>
        routes.MapMethods(path, _methods, (HttpContext http, [FromServices] FollowLink follow) => FollowAsync(http, follow, isEvent))
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RatePolicies.Public)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .ExcludeFromDescription();

    private static async Task<IResult> FollowAsync(HttpContext http, FollowLink follow, bool isEvent)
    {
        // The address is the credential: no page that one goes to from here may learn it, and nothing keeps the answer.
        http.Response.Headers.CacheControl = "no-store";
        var isPerson = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var token = http.Request.Query["t"].ToString();
        if (follow.Read(token, isEvent) is { IsAccepted: false } unread)
        {
            return Refuse(http, unread.Rejection, isPerson);
        }

        if (isPerson && HttpMethods.IsGet(http.Request.Method))
        {
            return LinkPage.Ask(http);
        }

        var (input, refused) = await InputAsync(http);
        if (refused is not null)
        {
            return refused;
        }

        var followed = await follow.HandleAsync(token, isEvent, input, http.RequestAborted);
        return followed switch
        {
            { IsAccepted: false } => Refuse(http, followed.Rejection, isPerson),
            _ when isPerson => LinkPage.Done(http),
            _ => Results.Json(followed.Value, ElsaJson.Options),
        };
    }

    private static IResult Refuse(HttpContext http, Rejection rejection, bool isPerson) =>
        isPerson ? LinkPage.Refused(http, rejection, Answers.StatusOf(rejection.Kind)) : Answers.Of(rejection);

    /// <summary>Of GET the parameter <c>in</c>, of POST the member <c>input</c>; a form of ours holds none.</summary>
    private static async Task<(JsonNode? Input, IResult? Refused)> InputAsync(HttpContext http)
    {
        var request = http.Request;
        var isPost = HttpMethods.IsPost(request.Method);
        if (isPost && request.HasFormContentType)
        {
            return (null, null);
        }

        var member = isPost ? "body" : "in";
        try
        {
            var text = isPost ? await new StreamReader(request.Body).ReadToEndAsync(http.RequestAborted) : request.Query["in"].ToString();
            if (text.Length == 0)
            {
                return (null, null);
            }

            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return SentValues.Refusal(document.RootElement, member) is { } unfit ? (null, unfit)
                : RequestBodies.ObjectOf(document.RootElement) is not { } members ? (null, RequestBodies.RefuseNoObject(member))
                : !isPost ? (members, null)
                : members["input"] is null or JsonObject ? (members["input"]?.DeepClone(), null)
                : (null, RequestBodies.RefuseNoObject("input"));
        }
        catch (JsonException)
        {
            return (null, RequestBodies.Refuse(member, "request.not-bound", Texts.RequestNotBound));
        }
    }
}
