using LowCode.Definitions;

namespace LowCode.Work.Imports;

/// <summary>Counts what becomes of rows while they are loaded, several at a time.</summary>
internal sealed class ImportTally
{
    private readonly Lock _lock = new();
    private readonly List<RowProblem> _problems = [];
    private readonly List<EarlyTime> _earlyTimes = [];
    private readonly Dictionary<LoadedRowKind, int> _counts = [];
    private int _problemCount;
    private int _rows;

    /// <summary>Rows dealt with.</summary>
    public int Rows => Volatile.Read(ref _rows);

    public void Reject(IReadOnlyList<RowProblem> problems)
    {
        lock (_lock)
        {
            Count(LoadedRowKind.Rejected);
            Keep(problems);
        }
    }

    public void Take(RowPlan plan, LoadedRow row)
    {
        lock (_lock)
        {
            Count(row.Kind);
            if (row.Kind == LoadedRowKind.Rejected)
            {
                Keep(row.Problems);
                return;
            }

            foreach (var step in plan.EarlySteps.TakeWhile(_ => _earlyTimes.Count < ImportReport.MaxProblems))
            {
                _earlyTimes.Add(new EarlyTime(plan.Row, plan.Key, row.Number, step.Step, step.Time.ReportedAt!.Value, step.Time.At));
            }
        }
    }

    public ImportReport Report(TenantId tenant, string source, ImportCounts counts)
    {
        lock (_lock)
        {
            return new ImportReport(
                tenant,
                source,
                _rows,
                Of(LoadedRowKind.Loaded),
                Of(LoadedRowKind.Continued),
                Of(LoadedRowKind.AlreadyThere),
                Of(LoadedRowKind.Rejected),
                [.. _problems.OrderBy(p => p.Row)],
                _problemCount,
                [.. _earlyTimes.OrderBy(e => e.Row)],
                counts);
        }
    }

    private int Of(LoadedRowKind kind) => _counts.GetValueOrDefault(kind);

    private void Count(LoadedRowKind kind)
    {
        _rows++;
        _counts[kind] = Of(kind) + 1;
    }

    private void Keep(IReadOnlyList<RowProblem> problems)
    {
        _problemCount += problems.Count;
        _problems.AddRange(problems.Take(ImportReport.MaxProblems - _problems.Count));
    }
}
