using LowCode.Portal.Session;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal;

public sealed partial class Routes
{
    /// <summary>Where the browser connects from, as the request for the document said; limits of the public pages count by it.</summary>
    [Parameter]
    public string? ClientAddress { get; set; }

    [Inject]
    private ClientAddress Client { get; set; } = default!;

    protected override void OnInitialized() => Client.Value = ClientAddress ?? "";
}
