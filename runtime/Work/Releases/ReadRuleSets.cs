using LowCode.Engine.Decisions;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <summary>The rule sets of a tenant's current release, compiled. What is found stays as it is, whatever is published meanwhile.</summary>
public sealed class ReadRuleSets(PublishedDefinitions definitions)
{
    /// <summary>By id.</summary>
    public async Task<IReadOnlyList<(string RuleSetId, PublishedRuleSet Set)>> AllAsync(Actor actor, CancellationToken cancellation)
    {
        var decisions = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Decisions;
        return [.. decisions.RuleSetNames.Select(name => (name, decisions.RuleSet(name)!))];
    }

    public async Task<Result<PublishedRuleSet>> FindAsync(Actor actor, string ruleSet, CancellationToken cancellation)
    {
        var decisions = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Decisions;
        return decisions.RuleSet(ruleSet) is { } found
            ? found
            : Rejections.NotFound("rules.unknown-set", ruleSet, string.Join(", ", decisions.RuleSetNames));
    }
}
