using System.Globalization;
using LowCode.Definitions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Texts;
using LowCode.Engine.Effects;
using LowCode.Rules.Checks;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.RulePublishing;

/// <summary>
/// Publishes a change of a rule set that a process had made by one person and checked by another. What was checked is a text and the set that it was made
/// on: it is published on that very set or not at all. A second try finds the release of the first one by what it holds and who made it, whatever was published since.
/// </summary>
internal sealed class PublishCheckedRule(
    IReleaseStore store, PublishedDefinitions definitions, PublishRelease publish, IInstanceQueries instances, ICaseQueries cases, IDirectory directory)
{
    private const int Attempts = 5;
    private const int PageSize = 200;

    private static readonly string[] _mending = ["intervene", "migrate", "import"];

    /// <summary>Rejected where others publish all the time: later perhaps.</summary>
    public async Task<Result<RulePublicationAnswer>> RunAsync(TenantId tenant, string instanceId, RulePublication asked, CancellationToken cancellation)
    {
        // What is refused the maker reads, and nobody is at the screen here.
        CultureInfo.CurrentUICulture = await LanguageOfAsync(tenant, asked.Maker, cancellation);
        var (caseNumber, refusal) = await WhoAsync(tenant, instanceId, asked, cancellation);
        if (refusal is not null)
        {
            return RulePublicationAnswer.Refused(refusal);
        }

        var change = DraftedChange.Read(asked.Change);
        if (change.Value is not { } drafted)
        {
            return Refused(change.Problems);
        }

        var note = $"{asked.Change.RuleSet}/{asked.Change.RuleId} · {caseNumber} · {asked.Maker} → {asked.Checker}";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAsync(tenant, asked, drafted, note, cancellation) is { } answer)
            {
                return answer;
            }
        }

        return Rejections.Conflict("release.stale", await store.RevisionAsync(tenant, cancellation));
    }

    /// <summary>Null: somebody published at the same time.</summary>
    private async Task<RulePublicationAnswer?> TryAsync(
        TenantId tenant, RulePublication asked, DraftedChange drafted, string note, CancellationToken cancellation)
    {
        var revision = await store.RevisionAsync(tenant, cancellation);
        var name = asked.Change.RuleSet;
        var set = (await definitions.AtAsync(tenant, revision, cancellation)).Decisions.RuleSet(name);
        if (await PublishedBeforeAsync(tenant, asked, drafted, note, cancellation) is { } before)
        {
            return RulePublicationAnswer.Published(before);
        }

        if (set?.Hash.Value != asked.Change.Hash)
        {
            return Refused([ChangeTrial.Stale(name)]);
        }

        var applied = drafted.ApplyTo(set!.Index.Definition);
        if (applied.Value is not { } changed)
        {
            return Refused(applied.Problems);
        }

        var artefact = ArtefactOf(name, changed.Set);
        var command = new PublishReleaseCommand([artefact], note, revision)
        {
            RuleSets = new Dictionary<ContentHash, RuleSetDefinition> { [artefact.Hash] = changed.Set },
            IsChecked = true,
        };
        var published = await publish.PublishAsync(Actor.System(tenant) with { Login = asked.Maker }, command, template: null, cancellation);
        return published.Rejection switch
        {
            null => RulePublicationAnswer.Published(
                published.Value!.Revision, [.. published.Value.Warnings.Where(w => w.Path.Split('#')[0] == $"{artefact.Kind}/{artefact.Key}").Select(w => w.Message)]),
            { Kind: RejectionKind.Conflict } => null,
            { Problems: { Count: > 0 } problems } => Refused(problems),
            var rejection => RulePublicationAnswer.Refused(rejection.Message),
        };
    }

    private async Task<CultureInfo> LanguageOfAsync(TenantId tenant, string login, CancellationToken cancellation) =>
        CultureInfo.GetCultureInfo((await directory.PersonAsync(tenant, login, cancellation))?.Language ?? LocalizedText.DefaultLanguage);

    private async Task<long?> PublishedBeforeAsync(TenantId tenant, RulePublication asked, DraftedChange drafted, string note, CancellationToken cancellation) =>
        await store.ArtefactAsync(tenant, new ContentHash(asked.Change.Hash), cancellation) is { Kind: ArtefactKind.RuleSet } madeOn
        && RuleSetJson.Read(madeOn.Content).Value is { } set
        && drafted.ApplyTo(set).Value is { } changed
            ? await store.PublishedInAsync(tenant, ItemOf(ArtefactOf(asked.Change.RuleSet, changed.Set)), asked.Maker, note, asked.Since, cancellation)
            : null;

    /// <summary>
    /// Both are people who completed a task of the case, and the last thing that anybody did about it is the checker's approval: who mends a process, or
    /// has it go elsewhere, has it checked again.
    /// </summary>
    private async Task<(string CaseNumber, string? Refusal)> WhoAsync(TenantId tenant, string instanceId, RulePublication asked, CancellationToken cancellation)
    {
        if (await instances.FindAsync(tenant, instanceId, cancellation) is not { CaseId: { } caseId }
            || await cases.FindAsync(tenant, caseId, cancellation) is not { } found)
        {
            return ("", WorkTexts.Of("change.no-case"));
        }

        if (asked.Maker == asked.Checker)
        {
            return ("", WorkTexts.Of("change.same-person", asked.Maker));
        }

        var timeline = await cases.TimelineAsync(tenant, caseId, cancellation);
        var people = timeline.Where(e => e.Kind == CaseEventKinds.TaskCompleted).Select(e => e.Actor).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. new[] { asked.Maker, asked.Checker }.Where(p => !people.Contains(p) || !Actor.IsPerson(p))];
        if (missing.Length > 0)
        {
            return ("", WorkTexts.Of("change.not-taken-part", string.Join(", ", missing), found.Row.Number));
        }

        var last = timeline.Last(e => e.Kind == CaseEventKinds.TaskCompleted);
        if (last.Actor != asked.Checker || $"{last.Step}/{last.Outcome}" != asked.Approval)
        {
            return ("", WorkTexts.Of("change.not-approved", asked.Checker, asked.Approval, last.Actor, $"{last.Step}/{last.Outcome}"));
        }

        return (found.Row.Number, await IsMendedAsync(tenant, instanceId, last.At, cancellation) ? WorkTexts.Of("change.mended") : null);
    }

    private async Task<bool> IsMendedAsync(TenantId tenant, string instanceId, DateTimeOffset since, CancellationToken cancellation)
    {
        for (var page = 0; ; page++)
        {
            var rows = await instances.JournalAsync(tenant, instanceId, new PageRequest(page, PageSize), cancellation);
            if (rows.Rows.Any(r => r.At >= since && _mending.Contains(r.Stimulus)))
            {
                return true;
            }

            if (rows.Rows.Count < PageSize)
            {
                return false;
            }
        }
    }

    private static Artefact ArtefactOf(string ruleSet, RuleSetDefinition set) => Artefact.Of(ArtefactKind.RuleSet, ruleSet, RuleSetJson.Write(set));

    private static ReleaseItem ItemOf(Artefact artefact) => new(artefact.Kind, artefact.Key, artefact.Hash);

    private static RulePublicationAnswer Refused(IReadOnlyList<Problem> problems) =>
        RulePublicationAnswer.Refused([.. problems.Select(p => $"{p.Path}: {p.Message}")]);
}
