using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Evaluations;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>One rule: legal basis, owner, what it did, and what a change would do.</summary>
public sealed partial class RulePage
{
    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Parameter]
    public required string Set { get; set; }

    [Parameter]
    public required string Rule { get; set; }

    [Inject]
    public required ReadRuleEffects Effects { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    private async Task<RuleReading> ReadAsync(CancellationToken cancellation)
    {
        var read = await Effects.HandleAsync(Session.Actor, Set, cancellation);
        return read.Value?.Rules.FirstOrDefault(r => r.Rule.Id == Rule) is { } effect
            ? new RuleReading(new RuleView(read.Value, effect, ChangeRequest.LinkFor(await Definitions.CurrentAsync(Session.Tenant.Id, cancellation), Set, Rule)), null)
            : new RuleReading(null, read.Rejection);
    }

    /// <param name="Shown">Null: there is no such rule.</param>
    /// <param name="Refusal">Null: it is shown, or the set has no such rule.</param>
    private sealed record RuleReading(RuleView? Shown, Rejection? Refusal);

    /// <param name="ChangeLink">Null: nobody can ask for a change here.</param>
    private sealed record RuleView(RuleSetEffect Set, RuleEffect Effect, string? ChangeLink);
}
