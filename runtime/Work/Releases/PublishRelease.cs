using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Engine;
using LowCode.Work.People;
using LowCode.Work.Slots;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <param name="Artefacts">New or changed ones; what the current release holds besides stays.</param>
/// <param name="Expected">The revision that the change was made on; null: whatever is current.</param>
public sealed record PublishReleaseCommand(IReadOnlyList<Artefact> Artefacts, string Note, long? Expected = null)
{
    /// <summary>What is not part of the release any more. What runs on it goes on; nothing new starts.</summary>
    public IReadOnlyList<(ArtefactKind Kind, string Key)> Withdrawn { get; init; } = [];

    /// <summary>A process had it made and checked: it may change rule sets that nothing else may change.</summary>
    internal bool IsChecked { get; init; }

    /// <summary>Rule sets among the artefacts that were read already, by hash: rules that did not change are the objects that they were.</summary>
    internal IReadOnlyDictionary<ContentHash, RuleSetDefinition> RuleSets { get; init; } = new Dictionary<ContentHash, RuleSetDefinition>();
}

/// <param name="IsNew">False: the current release said the same already; nothing was published.</param>
public sealed record PublishedRelease(long Revision, bool IsNew)
{
    /// <summary>What the authors of its processes may not have meant; paths as in a refusal.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>Workflows that were published with it because they use what was published: their definitionIds.</summary>
    public IReadOnlyList<string> UpdatedConsumers { get; init; } = [];
}

/// <summary>
/// Publishes a release: everything is read, compiled and checked first, and either all of it becomes current in one transaction or
/// nothing does, with every problem reported.
/// </summary>
public sealed class PublishRelease(IReleaseStore store, ISlotRows slots, PublishedDefinitions definitions, WorkflowEngine engine, TimeProvider time)
{
    private const int Attempts = 5;

    public Task<Result<PublishedRelease>> HandleAsync(Actor actor, PublishReleaseCommand command, CancellationToken cancellation) =>
        actor.IsAdministrator
            ? PublishAsync(actor, command, template: null, cancellation)
            : Task.FromResult<Result<PublishedRelease>>(Rejections.Forbidden("release.forbidden"));

    /// <param name="template">The template that the artefacts come from, with all that it brings.</param>
    internal async Task<Result<PublishedRelease>> PublishAsync(
        Actor actor,
        PublishReleaseCommand command,
        TemplateSource? template,
        CancellationToken cancellation)
    {
        if (await SameContentAsync(actor.Tenant, command.Artefacts, cancellation) is { } same)
        {
            return same;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var revision = await store.RevisionAsync(actor.Tenant, cancellation);
            if (command.Expected is { } expected && expected != revision)
            {
                break;
            }

            var current = await store.ItemsAsync(actor.Tenant, revision, cancellation);
            var items = Merge(current, command.Artefacts);
            items.RemoveAll(i => command.Withdrawn.Contains((i.Kind, i.Key)));
            if (template is null && revision > 0 && items.Count == current.Count && items.All(current.Contains))
            {
                return new PublishedRelease(revision, IsNew: false);
            }

            var before = await definitions.AtAsync(actor.Tenant, revision, cancellation);
            if (template is null && !command.IsChecked && CheckedRuleSets.Refusal(before, items) is { } refusal)
            {
                return refusal;
            }

            var contents = await ContentsAsync(actor, items, command.Artefacts, before, cancellation);
            var consumers = ConsumerUpdates.Of(contents, command.Artefacts, time.GetUtcNow());
            if (consumers.Count > 0)
            {
                items = Merge(items, consumers);
                contents = [.. contents.Where(a => !consumers.Any(c => c.Kind == a.Kind && c.Key == a.Key)), .. consumers];
            }

            var checks = ReleaseChecks.Check(engine, contents, items, command.RuleSets, before, await WithdrawnAsync(actor.Tenant, before, items, cancellation));
            if (checks.Problems.Count > 0)
            {
                return Rejections.Invalid("release.invalid", checks.Problems);
            }

            var assigned = await new AssignSlots(slots, actor.Tenant, form => definitions.FormVersionsAsync(actor.Tenant, form, cancellation))
                .HandleAsync(before.Layouts, checks.CaseTypes, checks.Forms.GetValueOrDefault, revision + 1, cancellation);
            if (assigned.Problems.Count > 0)
            {
                return Rejections.Invalid("release.invalid", assigned.Problems);
            }

            var release = new ReleaseWrite(
                actor.Tenant,
                revision,
                time.GetUtcNow(),
                actor.Login,
                command.Note,
                [.. command.Artefacts, .. consumers],
                items,
                template?.TemplateId,
                template?.Version,
                template?.Items)
            {
                TriggerTimers = TriggerTimerRows.Of(checks.Workflows, time.GetUtcNow()),
                Layouts = assigned.Layouts,
            };
            if (await store.PublishAsync(release, cancellation))
            {
                definitions.Keep(actor.Tenant, checks.RuleSets);
                definitions.Keep(actor.Tenant, checks.Dictionaries);
                await definitions.AdvanceAsync(actor.Tenant, revision + 1, cancellation);
                return new PublishedRelease(revision + 1, IsNew: true) { Warnings = checks.Warnings, UpdatedConsumers = [.. consumers.Select(c => c.Key)] };
            }
        }

        return Rejections.Conflict("release.stale", await store.RevisionAsync(actor.Tenant, cancellation));
    }

    /// <summary>Forms that come back: records of what they were are still there.</summary>
    private async Task<IReadOnlyDictionary<string, FormDefinition>> WithdrawnAsync(TenantId tenant, ReleaseView before, IEnumerable<ReleaseItem> items, CancellationToken cancellation)
    {
        var withdrawn = new Dictionary<string, FormDefinition>(StringComparer.Ordinal);
        foreach (var item in items.Where(i => i.Kind == ArtefactKind.Form && before.Form(i.Key) is null))
        {
            if (await store.VersionsAsync(tenant, ArtefactKind.Form, item.Key, cancellation) is [var newest, ..])
            {
                withdrawn[item.Key] = await definitions.FormAsync(tenant, newest, cancellation);
            }
        }

        return withdrawn;
    }

    private static List<ReleaseItem> Merge(IReadOnlyList<ReleaseItem> current, IReadOnlyList<Artefact> artefacts)
    {
        var items = current.ToDictionary(i => (i.Kind, i.Key));
        foreach (var artefact in artefacts)
        {
            items[(artefact.Kind, artefact.Key)] = new ReleaseItem(artefact.Kind, artefact.Key, artefact.Hash);
        }

        return [.. items.Values];
    }

    // Dictionaries that did not change stay away: the largest have hundreds of thousands of codes.
    private async Task<List<Artefact>> ContentsAsync(
        Actor actor, List<ReleaseItem> items, IReadOnlyList<Artefact> given, ReleaseView before, CancellationToken cancellation)
    {
        var contents = new List<Artefact>();
        foreach (var item in items.Where(i => i.Kind != ArtefactKind.Dictionary || before.DictionaryHash(i.Key) != i.Hash))
        {
            contents.Add(
                given.FirstOrDefault(a => a.Kind == item.Kind && a.Key == item.Key)
                ?? await FindAsync(actor.Tenant, item, cancellation)
                ?? throw new InvalidOperationException($"Expected artefact {item.Hash} of tenant {actor.Tenant}, but there is none."));
        }

        return contents;
    }

    // Content that names no key of its own may have been published under another one first.
    private async Task<Artefact?> FindAsync(TenantId tenant, ReleaseItem item, CancellationToken cancellation) =>
        await store.ArtefactAsync(tenant, item.Hash, cancellation) is { } found ? found with { Key = item.Key } : null;

    /// <summary>Content is kept once, under the key that it was first published with: as another set it could not be found again.</summary>
    private async Task<Rejection?> SameContentAsync(TenantId tenant, IReadOnlyList<Artefact> given, CancellationToken cancellation)
    {
        foreach (var artefact in given.Where(a => a.Kind == ArtefactKind.RuleSet))
        {
            var first = given.First(a => a.Hash == artefact.Hash);
            if ((first.Key != artefact.Key ? first : await store.ArtefactAsync(tenant, artefact.Hash, cancellation)) is { } other && other.Key != artefact.Key)
            {
                return Rejections.Invalid(
                    "release.invalid",
                    [new Problem($"{artefact.Kind}/{artefact.Key}#/ruleSetId", "release.same-content", WorkTexts.Of("release.same-content", artefact.Key, other.Key))]);
            }
        }

        return null;
    }
}

/// <summary>What a template brings, whatever of it becomes current.</summary>
internal sealed record TemplateSource(string TemplateId, string Version, IReadOnlyList<ReleaseItem> Items);
