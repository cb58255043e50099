using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LowCode.Host.Sessions;

/// <summary>
/// Every route that answers without a session. Routes allow it one by one where they are mapped; a test walks the real route table and
/// compares it with this list, so a page cannot become public by accident.
/// </summary>
public static class PublicRoutes
{
    public static readonly IReadOnlyList<string> Patterns =
    [
        "/sign-in",
        "/api/sign-in",
        "/api/sign-in/refresh",
        "/elsa/api/bookmarks/resume",
        "/elsa/api/events/trigger",
        "/health",
        "/api-docs/favicon.svg",
        "/api-docs/scalar.aspnetcore.js",
        "/api-docs/scalar.js",
        "/error",
        "/not-found",
        "/language/{culture}",
        "/public/{TenantCode}/report",
        "/public/{TenantCode}/lookup",
        "/public/{tenant}/attachments",
        "/public/{tenant}/attachments/uploads",
        "/public/{tenant}/attachments/uploads/{uploadId}",
        "/public/{tenant}/workflows/{**path}",
        "/workflows/{**path}",
    ];

    /// <summary>Circuits of public pages need Blazor's own endpoints; each page in a circuit asks for its session itself.</summary>
    public static readonly IReadOnlyList<string> Prefixes = ["/_blazor", "/_framework/"];

    public static void AllowCircuitsWithoutSession(this IEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder route && Prefixes.Any(p => PathOf(route.RoutePattern).StartsWith(p, StringComparison.Ordinal)))
            {
                endpoint.Metadata.Add(new AllowAnonymousAttribute());
            }
        });

    /// <summary>The pattern's text with a slash in front, however it was written.</summary>
    public static string PathOf(RoutePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return "/" + pattern.RawText?.TrimStart('/');
    }
}
