using LowCode.Definitions;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>What signed-in people may read of cases.</summary>
public sealed class ReadCases(ICaseQueries cases, ICaseProgress instances, PublishedDefinitions definitions, TimeProvider time)
{
    /// <summary>A process may start thousands; a page shows so many.</summary>
    private const int MostChildren = 20;

    public async Task<Page<CaseRow>> SearchAsync(Actor actor, CaseSearch search, PageRequest page, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var classes = search.Class is { } code ? ClassCodes.Below(release, code) : null;
        return await cases.SearchAsync(actor.Tenant, search, classes, page.Bounded(), time.GetUtcNow(), cancellation);
    }

    public async Task<Result<CaseDetails>> GetAsync(Actor actor, string number, CancellationToken cancellation) =>
        !actor.IsPublic && await cases.FindByNumberAsync(actor.Tenant, number, cancellation) is { } record
            ? await DetailsAsync(actor.Tenant, record, cancellation)
            : Rejections.NotFound("case.not-found");

    internal async Task<CaseDetails> DetailsAsync(TenantId tenant, CaseRecord record, CancellationToken cancellation)
    {
        var progress = await instances.ProgressAsync(tenant, record.InstanceId, cancellation);
        var lines = await cases.TimelineAsync(tenant, record.Row.CaseId, cancellation);
        var caseType = (await definitions.AtAsync(tenant, record.ReleaseRevision, cancellation)).CaseType(record.Row.CaseType);
        var (children, left) = await ChildrenAsync(tenant, progress?.Children ?? [], cancellation);
        return new CaseDetails(
            record.Row,
            record.Data,
            record.ReporterName,
            record.ReporterPhone,
            record.Longitude,
            record.Latitude,
            record.InstanceId,
            record.DefinitionHash,
            progress?.ActiveSteps ?? [],
            progress?.VisitedSteps ?? [],
            [.. lines.Select(line => TimelineText.RowOf(line, caseType))])
        {
            IsStopped = progress?.IsStopped is true,
            Children = children,
            ChildrenLeft = left,
        };
    }

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
