using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Imports;
using LowCode.Work.Handling;
using LowCode.Work.People;

namespace LowCode.Work.Imports;

/// <summary>
/// Loads the rows of a table as cases of a tenant of its own. Each row's case is driven through the real process at the row's own times.
/// Broken rows are named, good ones loaded; rows that are there already are not loaded again. May be stopped or killed at any moment:
/// the same import started again goes on and ends the same.
/// </summary>
public sealed class ImportCases(PrepareImport prepare, CaseProcess process, IImportQueries queries, IDirectory directory)
{
    /// <summary>Rows on their way at once: their bursts share transactions. Fewer than the owner keeps loaded.</summary>
    private const int RowsAtOnce = 64;

    private readonly RowLoader _loader = new(process, queries);

    /// <returns>What was done and what is there now; where the file or the mapping is wrong as a whole, why nothing was done.</returns>
    public async Task<ImportReport> RunAsync(ImportRequest request, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        var mapping = request.Mapping;
        var tenant = request.Tenant ?? mapping.Tenant.Id;
        var file = new TableFile(request.FilePath, mapping.File);
        progress.Report(new ImportProgress(ImportStage.Inspecting, 0, 0));
        var (header, broken) = await file.HeaderAsync(mapping.Columns(), cancellation);
        if (broken.Count > 0)
        {
            return Refused(tenant, mapping, broken);
        }

        var columns = RowCells.Index(header);
        var inspection = await TableInspection.OfAsync(file, mapping, columns, cancellation);
        if (inspection.Refuse(mapping) is { } refusal)
        {
            return Refused(tenant, mapping, [refusal]);
        }

        progress.Report(new ImportProgress(ImportStage.Preparing, 0, inspection.Rows));
        var (target, problems) = await prepare.HandleAsync(mapping, tenant, inspection, cancellation);
        if (target is null)
        {
            return Refused(tenant, mapping, [.. problems.Select(p => new RowProblem(0, null, p.Code, ImportTexts.Get("mapping", p.Path, p.Message)))]);
        }

        var tally = new ImportTally();
        await LoadAsync(file, target, columns, tally, new ProgressOf(progress, tally, inspection.Rows), cancellation);
        progress.Report(new ImportProgress(ImportStage.Counting, inspection.Rows, inspection.Rows));
        return tally.Report(tenant, mapping.Source, await CountAsync(target, cancellation));
    }

    /// <summary>
    /// Starts the rows in the order of the file, so that numbers are given in it, and lets a few of them be on their way at once.
    /// </summary>
    private async Task LoadAsync(TableFile file, ImportTarget target, IReadOnlyDictionary<string, int> columns, ImportTally tally, ProgressOf progress, CancellationToken cancellation)
    {
        var (planner, checks) = (target.Planner(columns), target.Checks());
        var firstRows = new Dictionary<string, int>(StringComparer.Ordinal);
        var running = new List<Task>(RowsAtOnce);
        try
        {
            await foreach (var row in file.ReadAsync(cancellation))
            {
                if (Plan(row, planner, checks, firstRows, tally) is not { } plan)
                {
                    progress.Report();
                    continue;
                }

                if (running.Count == RowsAtOnce)
                {
                    var done = await Task.WhenAny(running);
                    running.Remove(done);
                    await done;
                }

                running.Add(LoadAsync(target, plan, tally, progress, cancellation));
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private async Task LoadAsync(ImportTarget target, RowPlan plan, ImportTally tally, ProgressOf progress, CancellationToken cancellation)
    {
        tally.Take(plan, await _loader.LoadAsync(target, plan, cancellation));
        progress.Report();
    }

    /// <summary>Null: the row is rejected. Of several rows with one key the first good one counts.</summary>
    private static RowPlan? Plan(TableRow row, RowPlanner planner, RowChecks checks, Dictionary<string, int> firstRows, ImportTally tally)
    {
        if (row.Problem is { } broken)
        {
            tally.Reject([broken]);
            return null;
        }

        var (plan, problems) = planner.Plan(row);
        if (plan is not null)
        {
            problems = checks.Check(plan);
            if (problems.Count == 0 && !firstRows.TryAdd(plan.Key, plan.Row))
            {
                problems = [RowProblem.Of(plan.Row, planner.KeyColumn, "key-twice", firstRows[plan.Key], plan.Key)];
            }
        }

        if (problems.Count == 0)
        {
            return plan;
        }

        tally.Reject(problems);
        return null;
    }

    private async Task<ImportCounts> CountAsync(ImportTarget target, CancellationToken cancellation)
    {
        var counts = await queries.CountAsync(target.Tenant, target.Mapping.Source, cancellation);
        var names = (await directory.DepartmentsAsync(target.Tenant, cancellation)).ToDictionary(d => d.Code, d => d.Name.ToString());
        var statuses = target.CaseType.Statuses.Index().ToDictionary(s => s.Item.Key, s => s.Index);
        return counts with
        {
            ByStatus = [.. counts.ByStatus.OrderBy(c => statuses.GetValueOrDefault(c.Key)).Select(c => c with { Label = LabelOf(target.CaseType, c.Key) })],
            ByDepartment = [.. counts.ByDepartment.Select(c => c with { Label = names.GetValueOrDefault(c.Key) ?? c.Key })],
        };
    }

    private static string LabelOf(CaseTypeDefinition caseType, string status) => caseType.Status(status)?.Label.ToString() ?? status;

    private static ImportReport Refused(TenantId tenant, ImportMapping mapping, IReadOnlyList<RowProblem> problems) =>
        new(tenant, mapping.Source, 0, 0, 0, 0, 0, problems, problems.Count, [], Counts: null);

    private sealed class ProgressOf(IProgress<ImportProgress> progress, ImportTally tally, int total)
    {
        public void Report() => progress.Report(new ImportProgress(ImportStage.Loading, tally.Rows, total));
    }
}
