using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace LowCode.Portal;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    // Not prerendered: what is typed or clicked before the circuit is up would be lost.
    private static readonly InteractiveServerRenderMode _interactive = new(prerender: false);

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    /// <summary>Pages marked ExcludeFromInteractiveRouting (sign-in) are plain HTML, so that they can set cookies.</summary>
    private InteractiveServerRenderMode? PageMode => Http.AcceptsInteractiveRouting() ? _interactive : null;

    private string? ClientAddress => Http.Connection.RemoteIpAddress?.ToString();
}
