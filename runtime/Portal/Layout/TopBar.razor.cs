using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace LowCode.Portal.Layout;

/// <summary>Who is here, in which language, and how much waits for an administrator: counted again on every page and when cases change.</summary>
public sealed partial class TopBar
{
    private LiveRefresh? _refresh;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    [Inject]
    public required TroubleCount Count { get; set; }

    [Inject]
    public required ChangeFeed Changes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private string LanguageLink => LanguageLinks.Other("/" + Links.ToBaseRelativePath(Links.Uri));

    public async ValueTask DisposeAsync()
    {
        Links.LocationChanged -= Moved;
        Count.Changed -= StateHasChanged;
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Links.LocationChanged += Moved;
        Count.Changed += StateHasChanged;
        if (Session.Actor.IsAdministrator)
        {
            _refresh = new LiveRefresh(Changes, Session.Tenant.Id, null, Time, () => InvokeAsync(CountAsync));
            await CountAsync();
        }
    }

    private Task CountAsync() => Count.ReadAsync(Session.Actor);

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        _ = InvokeAsync(StateHasChanged);
        _ = InvokeAsync(CountAsync);
    }
}
