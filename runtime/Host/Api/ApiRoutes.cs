using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What all routes of the product's own API have in common.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api";

    /// <summary>Bytes of a JSON body.</summary>
    public const int MostBytes = 1024 * 1024;

    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup(Root).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
}
