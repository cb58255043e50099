using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.DeadLetters;
using LowCode.Work.Evaluations;
using LowCode.Work.Instances;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Cases;

/// <summary>One case: how far it is, what is known, who did what when.</summary>
public sealed partial class CasePage
{
    /// <summary>More of one case say nothing new.</summary>
    private const int MostUndelivered = 5;

    /// <summary>A person reads no more at once; programs page through all of them.</summary>
    private const int MostChanges = 200;

    [Parameter]
    public required string Number { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadCases Cases { get; set; }

    [Inject]
    public required ReadDeadLetters Letters { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required FieldReveals Reveals { get; set; }

    [Inject]
    public required CaseDiagrams Diagrams { get; set; }

    [Inject]
    public required ReadStandstill Reasons { get; set; }

    [Inject]
    public required ReadDecisions Decisions { get; set; }

    [Inject]
    public required ReadHistory History { get; set; }

    private async Task<CaseView> ReadAsync(CancellationToken cancellation)
    {
        var found = await Cases.GetAsync(Session.Actor, Number, cancellation);
        var release = await Definitions.CurrentAsync(Session.Tenant.Id, cancellation);
        var type = found.IsAccepted ? release.CaseType(found.Value.Case.CaseType) : null;
        var context = await Contexts.ForAsync(Session, cancellation);
        return new CaseView(
            found.Value,
            type,
            new CaseWords(release),
            found.IsAccepted ? await Definitions.CaseFormsAsync(Session.Tenant.Id, release, found.Value.Case.CaseType, cancellation) : [],
            context with
            {
                Reveal = field => Reveals.AskAsync(Session, Number, taskId: null, field),
                FilledOn = found.Value?.Case.ClosedAt is { } closed ? context.DayOf(closed) : null,
            },
            found.IsAccepted ? await Diagrams.OfAsync(Session.Tenant.Id, found.Value, cancellation) : null,
            found.IsAccepted ? await Diagrams.OfChildrenAsync(Session.Tenant.Id, found.Value, cancellation) : [],
            found.IsAccepted ? await StandstillAsync(found.Value, cancellation) : [])
        {
            Undelivered = found.IsAccepted && Session.Actor.IsAdministrator ? await UndeliveredAsync(found.Value, cancellation) : [],
            History = (found.IsAccepted ? (await History.HandleAsync(Session.Actor, Number, new PageRequest(0, MostChanges), cancellation)).Value : null) ?? new([], 0),
            Decisions = found.IsAccepted && Session.Actor.IsAdministrator ? (await Decisions.HandleAsync(Session.Actor, Number, cancellation)).Value : null,
        };
    }

    private async Task<IReadOnlyList<DeadLetter>> UndeliveredAsync(CaseDetails details, CancellationToken cancellation)
    {
        var search = new DeadLetterSearch(null, null, null, IsOpen: true) { InstanceIds = [details.InstanceId, .. details.Children.Select(c => c.InstanceId)] };
        return (await Letters.SearchAsync(Session.Actor, search, new PageRequest(0, MostUndelivered), cancellation)).Value?.Rows ?? [];
    }

    // Whoever manages processes can do something about it; for others the page only says that somebody has to.
    private async Task<IReadOnlyList<StandstillReason>> StandstillAsync(CaseDetails details, CancellationToken cancellation) =>
        Session.Actor.IsAdministrator
            ? (await Reasons.HandleAsync(Session.Actor, [details.InstanceId, .. details.Children.Select(c => c.InstanceId)], cancellation)).Value ?? []
            : [];
}
