using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;

namespace LowCode.Host.Maps;

/// <summary>A tenant's map, for its signed-in people.</summary>
internal static class MapRoutes
{
    private const string Kept = "private, max-age=3600";

    public static void MapMaps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/map/boundaries", (Caller caller, MapFiles maps, HttpContext http) => Send(http, maps.BoundariesOf(caller.Actor.Tenant), "application/geo+json"))
            .RequireScope(Scope.ReadCases);
        routes.MapGet("/map/tiles/{z:int}/{x:int}/{y:int}", (Caller caller, MapFiles maps, HttpContext http, int z, int x, int y) =>
                Send(http, maps.TileOf(caller.Actor.Tenant, z, x, y), "image/png"))
            .RequireScope(Scope.ReadCases);
    }

    private static IResult Send(HttpContext http, string? file, string mediaType)
    {
        if (file is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = Kept;
        return Results.File(file, mediaType);
    }
}
