using LowCode.Definitions;

namespace LowCode.Work.Imports;

/// <summary>What an import did, and what is in the tenant now.</summary>
/// <param name="Rows">Rows under the header, good and broken.</param>
/// <param name="Loaded">Rows that became cases now.</param>
/// <param name="Continued">Rows whose case was there but not yet as far as the row says: an earlier import was interrupted, or the row has moved on.</param>
/// <param name="AlreadyThere">Rows that an earlier import had loaded; nothing was done.</param>
/// <param name="Problems">In the order of the file; at most <see cref="MaxProblems"/>.</param>
/// <param name="ProblemCount">All of them.</param>
/// <param name="EarlyTimes">Times of this file that lie before their predecessor.</param>
/// <param name="Counts">Counted by SQL from all cases of the source and their instances; null: the file was refused as a whole.</param>
public sealed record ImportReport(
    TenantId Tenant,
    string Source,
    int Rows,
    int Loaded,
    int Continued,
    int AlreadyThere,
    int RejectedRows,
    IReadOnlyList<RowProblem> Problems,
    int ProblemCount,
    IReadOnlyList<EarlyTime> EarlyTimes,
    ImportCounts? Counts)
{
    /// <summary>Problems kept; of more only the number.</summary>
    public const int MaxProblems = 10_000;

    /// <summary>Nothing was loaded, because the file or the mapping is wrong as a whole.</summary>
    public bool IsRefused => Counts is null;
}

/// <summary>A time that was kept as reported and recorded at its predecessor's; the case counts, but not in durations.</summary>
/// <param name="Number">Of the case.</param>
public sealed record EarlyTime(int Row, string Key, string Number, string Step, DateTimeOffset ReportedAt, DateTimeOffset RecordedAt);

/// <summary>Figures over the cases of one source.</summary>
/// <param name="Closed">Closed, and the process has ended.</param>
/// <param name="Inconsistent">Cases whose own state and that of their process differ; 0 unless something is broken.</param>
/// <param name="ClosedLate">Of <paramref name="ClosedWithDue"/>, closed after the due time.</param>
/// <param name="Durations">Closed cases without a flagged time: those that the hours are taken from.</param>
/// <param name="MedianHours">From creation to closing, nearest rank; null: there are none.</param>
/// <param name="P90Hours">The same at 90 %.</param>
/// <param name="ByStatus">Labels in the reader's language, in the order of the case type.</param>
/// <param name="ByDepartment">The largest first.</param>
public sealed record ImportCounts(
    int Cases,
    int Open,
    int Closed,
    int Rejected,
    int Inconsistent,
    int ClosedWithDue,
    int ClosedLate,
    int Flagged,
    int Durations,
    double? MedianHours,
    double? P90Hours,
    IReadOnlyList<ImportCount> ByStatus,
    IReadOnlyList<ImportCount> ByDepartment);

/// <param name="Key">Code; empty: not set.</param>
public sealed record ImportCount(string Key, string Label, int Total, int Closed, int Late);
