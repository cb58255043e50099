using LowCode.Portal.Drafts;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.Prefills;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Cases;

/// <summary>上报事件: choose a case type (when there are several), fill its form, get the number.</summary>
public sealed partial class ReportPage
{
    private string? _filling;
    private string? _title;
    private OpenedCase? _opened;
    private int _round;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    /// <summary>The case type that is chosen already.</summary>
    [SupplyParameterFromQuery(Name = "type")]
    public string? Type { get; set; }

    /// <summary>Of the rule that is to be changed.</summary>
    [SupplyParameterFromQuery(Name = "ruleSet")]
    public string? RuleSet { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    public string? Rule { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required OpenCase Open { get; set; }

    [Inject]
    public required FormDrafting Drafting { get; set; }

    private RuleSubject? Subject => RuleSet is { } set && Rule is { } rule ? new RuleSubject(set, rule) : null;

    protected override void OnInitialized() => _filling = Type;

    private ReportableType? Chosen(ReportChoice choice)
    {
        var chosen = choice.Types.Count == 1 ? choice.Types[0] : choice.Types.FirstOrDefault(t => t.CaseType == _filling);
        _title = choice.Types.Count == 1 ? null : chosen?.Name.ToString();
        return chosen;
    }

    private async Task<ReportChoice> ReadAsync(CancellationToken cancellation)
    {
        var choice = ReportChoice.Of(
            await Definitions.CurrentAsync(Session.Tenant.Id, cancellation),
            await Contexts.ForAsync(Session, cancellation),
            type => type.ReportStep);
        var types = new List<ReportableType>();
        foreach (var type in choice.Types)
        {
            var draft = await Drafting.OpenAsync(Session, DraftSubject.CaseType(type.CaseType), type.Form, type.FormHash, details: null, cancellation, Subject);
            types.Add(type with { Form = draft.Form, FormHash = draft.FormHash, Draft = draft });
        }

        return choice with { Types = types };
    }

    private Task<Result<OpenedCase>> OpenAsync(ReportableType type, ReportSubmission submission) => Open.HandleAsync(
        Session.Actor,
        new OpenCaseCommand(type.CaseType, submission.Data, submission.OperationId) { FormHash = type.FormHash, DraftId = submission.DraftId },
        CancellationToken.None);

    private void StartOver()
    {
        _opened = null;
        _round++;
    }
}
