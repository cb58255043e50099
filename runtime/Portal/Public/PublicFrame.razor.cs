using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LowCode.Portal.Public;

public sealed partial class PublicFrame
{
    private ErrorBoundary? _boundary;

    /// <summary>The tenant's code in the address.</summary>
    [Parameter, EditorRequired]
    public required string TenantCode { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Intro { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<Tenant> ChildContent { get; set; }

    [Inject]
    public required IDirectory Directory { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private async Task<PublicTenant> ReadAsync(CancellationToken cancellation) =>
        new(await Directory.TenantAsync(new TenantId(TenantCode), cancellation));
}
