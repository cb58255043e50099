using LowCode.Portal.Layout;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work.Releases;
using LowCode.Work.Troubles;
using LowCode.Work.WakeUps;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Troubles;

/// <summary>Triggers that start no instances any more; nothing is shown where there are none.</summary>
public sealed partial class TriggersPanel
{
    private Fetched<TriggerRows>? _list;
    private string? _problem;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadSetAsideTriggers Triggers { get; set; }

    [Inject]
    public required TakeUpTrigger TakeUp { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required TroubleCount Count { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    private async Task<TriggerRows> ReadAsync(CancellationToken cancellation)
    {
        var triggers = (await Triggers.HandleAsync(Session.Actor, cancellation)).Value ?? [];
        return new TriggerRows(triggers, await ProcessNames.ReadAsync(Definitions, Session.Tenant.Id, triggers.Select(t => t.DefinitionId), cancellation));
    }

    private async Task TakeUpAsync(SetAsideTrigger trigger)
    {
        if (await CommentDialog.AskAsync(Dialogs, Texts.TriggerTakeUp, Texts.TriggerTakeUpHint) is not { } reason)
        {
            return;
        }

        var command = new TakeUpTriggerCommand(trigger.DefinitionId, trigger.ActivityId, reason);
        var result = await TakeUp.HandleAsync(Session.Actor, command, CancellationToken.None);
        _problem = result.Rejection?.Message;
        await _list!.ReadAgainAsync();
        await Count.ReadAsync(Session.Actor);
    }
}
