using LowCode.Definitions.Forms;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work.Changes;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Layout;

/// <summary>The frame of all pages for signed-in people: top bar, navigation, page. Width alone decides between side and bottom navigation.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private PortalSession? _session;
    private LiveRefresh? _refresh;
    private bool _nobody;
    private int? _openTasks;

    [Inject]
    public required CurrentActor Current { get; set; }

    [Inject]
    public required IDirectory Directory { get; set; }

    [Inject]
    public required ReadTasks Tasks { get; set; }

    [Inject]
    public required ReadRuleSets RuleSets { get; set; }

    [Inject]
    public required ChangeFeed Changes { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    [Inject]
    public required ILogger<MainLayout> Log { get; set; }

    private string SkipLink => $"{Links.Uri.Split('#')[0]}#content";

    public async ValueTask DisposeAsync()
    {
        Links.LocationChanged -= Left;
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        if (await Current.FindAsync() is not { } actor || await Directory.TenantAsync(actor.Tenant, CancellationToken.None) is not { } tenant)
        {
            _nobody = true;
            return;
        }

        var departments = await Directory.DepartmentsAsync(actor.Tenant, CancellationToken.None);
        _session = new PortalSession(actor, tenant, [.. departments.Select(d => new FormOption(d.Code, d.Name))])
        {
            MayReadRules = actor.IsAdministrator || (await RuleSets.AllAsync(actor, CancellationToken.None)).Count > 0,
        };
        Links.LocationChanged += Left;
        _refresh = new LiveRefresh(Changes, tenant.Id, null, Time, () => InvokeAsync(CountAsync));
        await CountAsync();
    }

    private async Task CountAsync()
    {
        try
        {
            _openTasks = await Tasks.CountOpenAsync(_session!.Actor, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A badge must not take the page down; the page itself says what is broken.
            LogCountFailure(Log, e);
            _openTasks = null;
        }

        StateHasChanged();
    }

    /// <summary>An error belongs to the page that it happened on.</summary>
    private void Left(object? sender, LocationChangedEventArgs e) => _boundary?.Recover();

    [LoggerMessage(Level = LogLevel.Error, Message = "Counting open tasks for the navigation failed")]
    private static partial void LogCountFailure(ILogger log, Exception exception);
}
