using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Evaluations;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Decisions;

/// <summary>A list of decisions, each explained when it is asked for.</summary>
public sealed partial class DecisionsPanel
{
    private const int MostHits = 20;

    private readonly Dictionary<JournalPlace, Result<ExplainedDecision>> _open = [];
    private readonly Dictionary<JournalPlace, Result<ExplainedVerdict>> _verdicts = [];

    [Parameter, EditorRequired]
    public required DecisionList Decisions { get; set; }

    /// <summary>Of the case.</summary>
    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ExplainDecision Explain { get; set; }

    [Inject]
    public required ExplainVerdict ExplainVerdict { get; set; }

    private async Task ToggleAsync(JournalPlace place)
    {
        if (!_open.Remove(place))
        {
            _open[place] = await Explain.HandleAsync(Session.Actor, Number, place, default);
        }
    }

    private async Task ToggleVerdictAsync(JournalPlace place)
    {
        if (!_verdicts.Remove(place))
        {
            _verdicts[place] = await ExplainVerdict.HandleAsync(Session.Actor, Number, place, default);
        }
    }
}
