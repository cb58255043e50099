using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What all routes of the product's own API have in common.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api";

    /// <summary>Bytes of a JSON body.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <param name="group">Heading in the description.</param>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string group) =>
        routes.MapGroup(Root).WithTags(group).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).CheckSentValues();
}
