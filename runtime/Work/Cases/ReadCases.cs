using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>What signed-in people may read of cases.</summary>
public sealed class ReadCases(
    ICaseQueries cases, ICaseProgress instances, PublishedDefinitions definitions, CasePrivacy privacy, IReveals reveals, TimeProvider time)
{
    /// <summary>A process may start thousands; a page shows so many.</summary>
    private const int MostChildren = 20;

    public async Task<Page<CaseRow>> SearchAsync(Actor actor, CaseSearch search, PageRequest page, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var classes = search.Class is { } code ? ClassCodes.Below(release, code) : null;
        var found = await cases.SearchAsync(actor.Tenant, search with { Within = [.. search.Within.Where(t => !IsMasked(actor, release, t))] }, classes, page.Bounded(), time.GetUtcNow(), cancellation);
        var masks = found.Rows.Select(r => r.CaseType).Distinct().ToDictionary(t => t, t => CasePrivacy.Of(actor, release, t));
        return found with { Rows = [.. found.Rows.Select(r => Mask(r, release.CaseType(r.CaseType), masks[r.CaseType]))] };
    }

    // Whoever finds a case by a part of a value knows the value.
    private static bool IsMasked(Actor actor, ReleaseView release, CaseText text) => release.CaseTypes.Any(c => KeyOf(c.Fields, text) is { } key && CasePrivacy.Of(actor, release, c.CaseTypeId).Find(key) is not null);

    private static string? KeyOf(CaseFields fields, CaseText text) => text switch
    {
        CaseText.Title => fields.Title,
        CaseText.Address => fields.Address,
        CaseText.ReporterName => fields.ReporterName,
        _ => null,
    };

    public async Task<Result<CaseDetails>> GetAsync(Actor actor, string number, CancellationToken cancellation) =>
        !actor.IsPublic && await cases.FindByNumberAsync(actor.Tenant, number, cancellation) is { } record
            ? await DetailsAsync(actor, record, also: null, cancellation)
            : Rejections.NotFound("case.not-found");

    /// <param name="also">A form that shows the case, too; null: none.</param>
    internal async Task<CaseDetails> DetailsAsync(Actor actor, CaseRecord record, FormDefinition? also, CancellationToken cancellation)
    {
        var tenant = actor.Tenant;
        var masked = await privacy.OfAsync(actor, record.Row.CaseType, record.ReleaseRevision, also, cancellation);
        var progress = await instances.ProgressAsync(tenant, record.InstanceId, cancellation);
        var lines = await cases.TimelineAsync(tenant, record.Row.CaseId, cancellation);
        var caseType = (await definitions.AtAsync(tenant, record.ReleaseRevision, cancellation)).CaseType(record.Row.CaseType);
        var (children, left) = await ChildrenAsync(tenant, progress?.Children ?? [], cancellation);
        var looked = await reveals.OfCaseAsync(tenant, record.Row.CaseId, cancellation);
        return new CaseDetails(
            Mask(record.Row, caseType, masked),
            masked.Mask(record.Data),
            masked.Mask(caseType?.Fields.ReporterName, record.ReporterName),
            masked.Mask(caseType?.Fields.ReporterPhone, record.ReporterPhone),
            record.Longitude,
            record.Latitude,
            record.InstanceId,
            record.DefinitionHash,
            progress?.ActiveSteps ?? [],
            progress?.VisitedSteps ?? [],
            [.. lines.Select(line => TimelineText.RowOf(line, caseType)).Concat(looked.Select((reveal, index) => TimelineText.RowOf(reveal, -1 - index)))])
        {
            Masked = masked.In(record.Data),
            IsStopped = progress?.IsStopped is true,
            Children = children,
            ChildrenLeft = left,
        };
    }

    private static CaseRow Mask(CaseRow row, CaseTypeDefinition? caseType, MaskedFields masked) => caseType is null ? row : row with
    {
        Title = masked.Mask(caseType.Fields.Title, row.Title) ?? "",
        Address = masked.Mask(caseType.Fields.Address, row.Address),
    };

    // One that was refused, or not started yet, or archived already, has nothing to show.
    private async Task<(IReadOnlyList<ChildSteps> Shown, int Left)> ChildrenAsync(TenantId tenant, IReadOnlyList<string> started, CancellationToken cancellation)
    {
        var open = new Queue<string>(started);
        var shown = new List<ChildSteps>();
        while (shown.Count < MostChildren && open.TryDequeue(out var instance))
        {
            if (await instances.ProgressAsync(tenant, instance, cancellation) is { } progress)
            {
                shown.Add(new ChildSteps(instance, progress.DefinitionHash, progress.ActiveSteps, progress.VisitedSteps) { IsStopped = progress.IsStopped });
                progress.Children.ToList().ForEach(open.Enqueue);
            }
        }

        return (shown, open.Count);
    }
}
