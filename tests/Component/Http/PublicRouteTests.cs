using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using LowCode.Host.Sessions;
using LowCode.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Walks the real route table: what needs no session is exactly what the list says.</summary>
[Collection<HostCollection>]
public sealed partial class PublicRouteTests(RunningHost host)
{
    [Fact]
    public void Routes_without_a_session_are_those_of_the_list()
    {
        var open = host.Endpoints
            .Where(e => !IsStaticFile(e) && e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => PublicRoutes.PathOf(e.RoutePattern))
            .Where(p => !PublicRoutes.Prefixes.Any(prefix => p.StartsWith(prefix, StringComparison.Ordinal)))
            .Distinct();

        Assert.Equal(PublicRoutes.Patterns.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_other_route_asks_for_a_session()
    {
        using var browser = host.Browser();
        var asked = 0;
        foreach (var endpoint in host.Endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = Parameters().Replace(PublicRoutes.PathOf(endpoint.RoutePattern), "1");
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            foreach (var method in methods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(AsksForSession(response), $"{method} {path} answered {(int)response.StatusCode} without a session");
                asked++;
            }
        }

        Assert.NotEqual(0, asked);
    }

    // A circuit moves from page to page without a request, so the pages ask for themselves.
    [Fact]
    public void Pages_inside_a_circuit_need_a_session_unless_their_route_is_public()
    {
        var pages = typeof(App).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any()).ToList();
        var wrong =
            from page in pages
            from route in page.GetCustomAttributes<RouteAttribute>()
            let isOpen = page.GetCustomAttribute<AllowAnonymousAttribute>() is not null || page.GetCustomAttribute<AuthorizeAttribute>() is null
            where isOpen != PublicRoutes.Patterns.Contains(route.Template, StringComparer.Ordinal)
            select $"{page.Name} {route.Template}";

        Assert.NotEmpty(pages);
        Assert.Empty(wrong);
    }

    private static bool AsksForSession(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        || (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.AbsolutePath == "/sign-in");

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();
}
