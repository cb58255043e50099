using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Engine.Decisions;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Sheets;

/// <summary>A list of a published rule set as a file, and back: the set is published with the list that the file holds.</summary>
public sealed class ExchangeLists(PublishedDefinitions definitions, PublishRelease publish)
{
    public async Task<Result<ExportedSheet>> ExportAsync(Actor actor, string ruleSet, string list, SheetFormat format, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator)
        {
            // Who is watched is not for those who read the rules.
            return Rejections.Forbidden("rules.list-forbidden", list);
        }

        var found = Find(await definitions.CurrentAsync(actor.Tenant, cancellation), ruleSet, list);
        return found.IsAccepted
            ? new ExportedSheet(SheetFile.Write(ListSheet.Write(list, found.Value.Index.Definition.Lists[list]), format), found.Value.Hash.Value)
            : found.Rejection;
    }

    /// <param name="expected">Hash of the set that the file was made from; null: whatever is current.</param>
    public async Task<Result<PublishedRelease>> ImportAsync(
        Actor actor, string ruleSet, string list, byte[] content, SheetFormat format, string? expected, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var found = Find(release, ruleSet, list);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (expected is not null && expected != found.Value.Hash.Value)
        {
            return Rejections.Conflict("rules.stale", ruleSet);
        }

        var sheet = SheetFile.Read(content, format, _ => false, cancellation);
        if (sheet.Value is not { } read)
        {
            return Rejections.Invalid("sheet.invalid", sheet.Problems);
        }

        var values = ListSheet.Read(read, list);
        if (values.Value is not { } given)
        {
            return Rejections.Invalid("sheet.invalid", values.Problems);
        }

        var set = found.Value.Index.Definition;
        var lists = set.Lists.ToDictionary(l => l.Key, l => l.Key == list ? given : l.Value, StringComparer.Ordinal);
        var artefact = Artefact.Of(ArtefactKind.RuleSet, ruleSet, RuleSetJson.Write(set with { Lists = lists }));
        return await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], $"{ruleSet}/{list}", release.Revision), cancellation);
    }

    private static Result<PublishedRuleSet> Find(ReleaseView release, string ruleSet, string list)
    {
        var decisions = release.Decisions;
        if (decisions.RuleSet(ruleSet) is not { } published)
        {
            return Rejections.NotFound("rules.unknown-set", ruleSet, string.Join(", ", decisions.RuleSetNames));
        }

        var lists = published.Index.Definition.Lists;
        return lists.ContainsKey(list) ? published : Rejections.NotFound("rules.unknown-list", list, ruleSet, string.Join(", ", lists.Keys));
    }
}
