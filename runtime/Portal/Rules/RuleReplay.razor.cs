using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Evaluations;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>Tries a draft of a rule on recorded evaluations.</summary>
public sealed partial class RuleReplay
{
    private const int MostShown = 100;

    private string? _draft;
    private ReplayReport? _report;
    private Rejection? _refusal;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Parameter, EditorRequired]
    public required string Set { get; set; }

    /// <summary>As it is published: what the draft begins with.</summary>
    [Parameter, EditorRequired]
    public required RuleDefinition Rule { get; set; }

    [Inject]
    public required ReplayEvaluations Replay { get; set; }

    protected override void OnParametersSet() => _draft ??= RuleText.Of(Rule);

    private async Task ReplayAsync()
    {
        var command = new ReplayCommand(Set, Encoding.UTF8.GetBytes(_draft ?? ""), Rule.Id, ReadRuleEffects.Looked);
        var answer = await Replay.HandleAsync(Session.Actor, command, default);
        (_report, _refusal) = (answer.Value, answer.Rejection);
    }
}
