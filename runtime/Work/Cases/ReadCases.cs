using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Forms;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>What signed-in people may read of cases.</summary>
public sealed class ReadCases(
    ICaseQueries cases, ICaseProgress instances, PublishedDefinitions definitions, CasePrivacy privacy, MaskedColumns columns, IReveals reveals, TimeProvider time)
{
    /// <summary>A process may start thousands; a page shows so many.</summary>
    private const int MostChildren = 20;

    public async Task<Page<CaseRow>> SearchAsync(Actor actor, CaseSearch search, PageRequest page, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var classes = search.Class is { } code ? ClassCodes.Below(release, code) : null;
        var masked = search with { Masked = await columns.OfAsync(actor, cancellation) };
        var found = await cases.SearchAsync(actor.Tenant, masked, classes, page.Bounded(), time.GetUtcNow(), cancellation);
        var (rows, masks) = (new List<CaseRow>(), new ReaderMasks(actor, privacy));
        foreach (var (row, revision) in found.Rows)
        {
            rows.Add(Mask(row, await masks.OfAsync(row.CaseType, revision, cancellation)));
        }

        return new(rows, found.Total);
    }

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
        var hidden = masked.HiddenOf(lines.Select(l => l.Data).OfType<JsonObject>().Prepend(record.Data));
        return new CaseDetails(
            Mask(record.Row, masked),
            masked.Mask(record.Data),
            masked.Mask(f => f.ReporterName, record.ReporterName),
            masked.Mask(f => f.ReporterPhone, record.ReporterPhone),
            masked.FieldOf(f => f.Position) is null ? record.Longitude : null,
            masked.FieldOf(f => f.Position) is null ? record.Latitude : null,
            record.InstanceId,
            record.DefinitionHash,
            progress?.ActiveSteps ?? [],
            progress?.VisitedSteps ?? [],
            [.. lines.Select(line => TimelineText.RowOf(line, caseType, hidden)).Concat(looked.Select((reveal, index) => TimelineText.RowOf(reveal, -1 - index)))])
        {
            Masked = masked.In(record.Data),
            Signatures = await CheckedSignature.AllAsync(definitions, tenant, record.Data, lines, cancellation),
            IsStopped = progress?.IsStopped is true,
            Children = children,
            ChildrenLeft = left,
        };
    }

    private static CaseRow Mask(CaseRow row, MaskedFields masked) => row with
    {
        Title = masked.Mask(f => f.Title, row.Title) ?? "",
        ClassCode = masked.Mask(f => f.Class, row.ClassCode),
        Department = masked.Mask(f => f.Department, row.Department),
        Address = masked.Mask(f => f.Address, row.Address),
        Channel = masked.Mask(f => f.Channel, row.Channel),
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
