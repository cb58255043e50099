using System.Security.Cryptography;
using LowCode.Host.Api;

namespace LowCode.Host.Studio;

/// <summary>Elsa Studio below <c>/studio</c>, for administrators with a session. Only where the server was started with it.</summary>
internal static class StudioRoutes
{
    public const string Root = "/studio";

    /// <param name="folder">Of the unpacked package.</param>
    public static void MapStudio(this IEndpointRouteBuilder routes, string folder)
    {
        var files = new StudioFiles(folder);
        routes.MapGet(Root + "/{**path}", (HttpContext http, Caller caller, string? path) =>
            files.Find(http, path ?? "") ?? (StudioPage.At(path ?? "") is { } page && caller.Actor.IsAdministrator ? Show(http, page) : Results.NotFound()))
            .ExcludeFromDescription();

        // Addresses that Studio pushes as if it stood at the root. They lie below those of processes and are taken before them.
        routes.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect($"{Root}/workflows/instances/{Uri.EscapeDataString(id)}/view"))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect($"{Root}/workflows/definitions/{Uri.EscapeDataString(id)}/edit"))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Show(HttpContext http, StudioPage page)
    {
        var nonce = RandomNumberGenerator.GetHexString(32);
        http.Response.Headers.ContentSecurityPolicy = StudioPage.Policy(nonce);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(page.Html($"{http.Request.Scheme}://{http.Request.Host}", nonce), "text/html; charset=utf-8");
    }
}
