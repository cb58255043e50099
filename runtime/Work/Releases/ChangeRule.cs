using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Work.People;

namespace LowCode.Work.Releases;

/// <param name="RuleId">New ids add a rule.</param>
/// <param name="Json">The whole rule, UTF-8.</param>
/// <param name="Expected">Hash of the set that the change was made on; null: whatever is current.</param>
public sealed record ChangeRuleCommand(string RuleSet, string RuleId, ReadOnlyMemory<byte> Json, string? Expected = null);

/// <summary>Publishes a release in which one rule of a published set is changed; the rest of the set and of the release is as it was.</summary>
public sealed class ChangeRule(PublishedDefinitions definitions, PublishRelease publish)
{
    public async Task<Result<PublishedRelease>> HandleAsync(Actor actor, ChangeRuleCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (release.Decisions.RuleSet(command.RuleSet) is not { } published)
        {
            return Rejections.NotFound("rules.unknown-set", command.RuleSet, string.Join(", ", release.Decisions.RuleSetNames));
        }

        if (command.Expected is { } expected && expected != published.Hash.Value)
        {
            return Rejections.Conflict("rules.stale", command.RuleSet);
        }

        var set = published.Index.Definition;
        var read = RuleSetJson.ReadRule(command.Json, set);
        if (read.Value is not { } rule)
        {
            return Rejections.Invalid("rules.bad-rule", read.Problems);
        }

        if (rule.Id != command.RuleId)
        {
            return Rejections.Invalid("rules.other-id", command.RuleId, rule.Id);
        }

        var changed = set.With(rule);
        var artefact = Artefact.Of(ArtefactKind.RuleSet, command.RuleSet, RuleSetJson.Write(changed));
        var publication = new PublishReleaseCommand([artefact], $"{command.RuleSet}/{command.RuleId}", release.Revision)
        {
            RuleSets = new Dictionary<ContentHash, RuleSetDefinition> { [artefact.Hash] = changed },
        };
        return await publish.HandleAsync(actor, publication, cancellation);
    }
}
