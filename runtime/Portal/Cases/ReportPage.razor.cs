using System.Text.Json.Nodes;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Cases;

/// <summary>上报事件: choose a case type (when there are several), fill its form, get the number.</summary>
public sealed partial class ReportPage
{
    private ReportableType? _filling;
    private OpenedCase? _opened;
    private int _round;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required OpenCase Open { get; set; }

    private ReportableType? Chosen(ReportChoice choice) => choice.Types.Count == 1 ? choice.Types[0] : _filling;

    private async Task<ReportChoice> ReadAsync(CancellationToken cancellation) => ReportChoice.Of(
        await Definitions.CurrentAsync(Session.Tenant.Id, cancellation),
        await Contexts.ForAsync(Session, cancellation),
        type => type.ReportStep);

    private Task<Result<OpenedCase>> OpenAsync(ReportableType type, JsonObject data, string operation) =>
        Open.HandleAsync(Session.Actor, new OpenCaseCommand(type.CaseType, data, operation) { FormHash = type.FormHash }, CancellationToken.None);

    private void StartOver()
    {
        _opened = null;
        _round++;
    }
}
