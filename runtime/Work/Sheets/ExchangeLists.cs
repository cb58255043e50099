using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Sheets;

/// <summary>A list of a published rule set as a file, and back: the set is published with the list that the file holds.</summary>
public sealed class ExchangeLists(PublishedDefinitions definitions, PublishRelease publish)
{
    public async Task<Result<byte[]>> ExportAsync(Actor actor, string ruleSet, string list, SheetFormat format, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, ruleSet, list, cancellation);
        return found.IsAccepted ? SheetFile.Write(ListSheet.Write(list, found.Value.Lists[list]), format) : found.Rejection;
    }

    public async Task<Result<PublishedRelease>> ImportAsync(Actor actor, string ruleSet, string list, byte[] content, SheetFormat format, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("release.forbidden");
        }

        var found = await FindAsync(actor, ruleSet, list, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var sheet = SheetFile.Read(content, format, _ => false);
        if (sheet.Value is not { } read)
        {
            return Rejections.Invalid("sheet.invalid", sheet.Problems);
        }

        var values = ListSheet.Read(read, list);
        if (values.Value is not { } given)
        {
            return Rejections.Invalid("sheet.invalid", values.Problems);
        }

        var set = found.Value;
        var lists = set.Lists.ToDictionary(l => l.Key, l => l.Key == list ? given : l.Value, StringComparer.Ordinal);
        var artefact = Artefact.Of(ArtefactKind.RuleSet, ruleSet, RuleSetJson.Write(set with { Lists = lists }));
        return await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], $"{ruleSet}/{list}"), cancellation);
    }

    private async Task<Result<RuleSetDefinition>> FindAsync(Actor actor, string ruleSet, string list, CancellationToken cancellation)
    {
        var decisions = (await definitions.CurrentAsync(actor.Tenant, cancellation)).Decisions;
        if (decisions.RuleSet(ruleSet)?.Index.Definition is not { } set)
        {
            return Rejections.NotFound("rules.unknown-set", ruleSet, string.Join(", ", decisions.RuleSetNames));
        }

        return set.Lists.ContainsKey(list) ? set : Rejections.NotFound("rules.unknown-list", list, ruleSet, string.Join(", ", set.Lists.Keys));
    }
}
