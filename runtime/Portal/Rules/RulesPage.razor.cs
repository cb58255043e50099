using LowCode.Definitions.Rules;
using LowCode.Portal.Session;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>规则: the published rule sets and decision tables.</summary>
public sealed partial class RulesPage
{
    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadRuleSets RuleSets { get; set; }

    [Inject]
    public required ExchangeTables Tables { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    private async Task<RuleOverview> ReadAsync(CancellationToken cancellation)
    {
        var tables = new List<(string, string)>();
        foreach (var model in (await Definitions.CurrentAsync(Session.Actor.Tenant, cancellation)).Decisions.Names)
        {
            tables.AddRange((await Tables.TablesAsync(Session.Actor, model, cancellation)).Select(decision => (model, decision)));
        }

        var sets = await RuleSets.AllAsync(Session.Actor, cancellation);
        return new RuleOverview([.. sets.Select(s => (s.RuleSetId, s.Set.Index.Definition))], tables);
    }

    private sealed record RuleOverview(IReadOnlyList<(string Id, RuleSetDefinition Set)> Sets, IReadOnlyList<(string Model, string Decision)> Tables);
}
