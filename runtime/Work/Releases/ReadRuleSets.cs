using LowCode.Engine.Decisions;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <summary>
/// The rule sets of a tenant's current release, compiled, for whoever may read them: administrators, and the roles that a set names. Who knows the rules can get round
/// them. What is found stays as it is, whatever is published meanwhile.
/// </summary>
public sealed class ReadRuleSets(PublishedDefinitions definitions)
{
    /// <summary>Those that the actor may read, by id.</summary>
    public async Task<IReadOnlyList<(string RuleSetId, PublishedRuleSet Set)>> AllAsync(Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decisions = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Decisions;
        return [.. decisions.RuleSetNames.Select(name => (name, decisions.RuleSet(name)!)).Where(s => MayRead(actor, s.Item2))];
    }

    public async Task<Result<PublishedRuleSet>> FindAsync(Actor actor, string ruleSet, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decisions = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Decisions;
        if (decisions.RuleSet(ruleSet) is not { } found)
        {
            var readable = decisions.RuleSetNames.Where(name => MayRead(actor, decisions.RuleSet(name)!));
            return Rejections.NotFound("rules.unknown-set", ruleSet, string.Join(", ", readable));
        }

        return MayRead(actor, found) ? found : Rejections.Forbidden("rules.forbidden", ruleSet);
    }

    private static bool MayRead(Actor actor, PublishedRuleSet set) => actor.IsAdministrator || set.Index.Definition.SeenBy.Any(actor.Roles.Contains);
}
