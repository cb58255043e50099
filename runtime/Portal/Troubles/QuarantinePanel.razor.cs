using LowCode.Portal.Layout;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work.Instances;
using LowCode.Work.Releases;
using LowCode.Work.Troubles;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Troubles;

/// <summary>Instances that stand still because they ended the process; nothing is shown where there are none.</summary>
public sealed partial class QuarantinePanel
{
    private Fetched<QuarantineRows>? _list;
    private string? _problem;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadQuarantinedInstances Quarantined { get; set; }

    [Inject]
    public required ReleaseInstance Release { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required TroubleCount Count { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    private async Task<QuarantineRows> ReadAsync(CancellationToken cancellation)
    {
        var instances = (await Quarantined.HandleAsync(Session.Actor, cancellation)).Value ?? [];
        return new QuarantineRows(instances, await ProcessNames.ReadAsync(Definitions, Session.Tenant.Id, instances.Select(i => i.DefinitionId), cancellation));
    }

    private async Task ReleaseAsync(QuarantinedInstance instance)
    {
        if (await CommentDialog.AskAsync(Dialogs, Texts.QuarantineRelease, Texts.QuarantineReleaseHint) is not { } reason)
        {
            return;
        }

        var result = await Release.HandleAsync(Session.Actor, new ReleaseInstanceCommand(instance.InstanceId, reason), CancellationToken.None);
        _problem = result.Rejection?.Message;
        await _list!.ReadAgainAsync();
        await Count.ReadAsync(Session.Actor);
    }
}
