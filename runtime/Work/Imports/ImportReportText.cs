using System.Globalization;
using System.Text;

namespace LowCode.Work.Imports;

/// <summary>The report as people read it after an import, in the language of the current UI culture.</summary>
public static class ImportReportText
{
    /// <summary>Lines of a list printed; the rest is counted.</summary>
    private const int MaxLines = 200;

    /// <param name="zone">Times are shown in it: the tenant's.</param>
    public static string Of(ImportReport report, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        if (report.Counts is not { } counts)
        {
            text.AppendLine(ImportTexts.Get("report.refused", report.Tenant));
            List(text, report.Problems, report.ProblemCount, Line);
            return text.ToString();
        }

        text.AppendLine(ImportTexts.Get("report.title", report.Tenant, report.Source));
        text.AppendLine(ImportTexts.Get("report.rows", report.Rows, report.Loaded, report.Continued, report.AlreadyThere, report.RejectedRows));
        if (report.Loaded + report.Continued == 0 && report.AlreadyThere > 0)
        {
            text.AppendLine(ImportTexts.Get("report.nothing-new"));
        }

        Figures(text, counts);
        Groups(text, counts);
        if (counts.Flagged > 0)
        {
            text.AppendLine().AppendLine(ImportTexts.Get("report.early", counts.Flagged));
            List(text, report.EarlyTimes, report.EarlyTimes.Count, e => Line(e, zone));
        }

        if (report.ProblemCount > 0)
        {
            text.AppendLine().AppendLine(ImportTexts.Get("report.problems", report.RejectedRows));
            List(text, report.Problems, report.ProblemCount, Line);
        }

        return text.ToString();
    }

    /// <summary>One problem with its place.</summary>
    public static string Line(RowProblem problem) => (problem.Row, problem.Column) switch
    {
        (0, null) => problem.Message,
        (0, var column) => ImportTexts.Get("problem.column", column, problem.Message),
        (var row, null) => ImportTexts.Get("problem.row", row, problem.Message),
        var (row, column) => ImportTexts.Get("problem.row-column", row, column, problem.Message),
    };

    private static void Figures(StringBuilder text, ImportCounts counts)
    {
        text.AppendLine().AppendLine(ImportTexts.Get("report.cases", counts.Cases, counts.Closed, counts.Open, counts.Rejected));
        text.AppendLine(ImportTexts.Get("report.late", counts.ClosedLate, counts.ClosedWithDue));
        text.AppendLine(ImportTexts.Get("report.durations", counts.Durations, Hours(counts.MedianHours), Hours(counts.P90Hours)));
        if (counts.Inconsistent > 0)
        {
            text.AppendLine(ImportTexts.Get("report.inconsistent", counts.Inconsistent));
        }
    }

    private static void Groups(StringBuilder text, ImportCounts counts)
    {
        text.AppendLine().AppendLine(ImportTexts.Get("report.by-status"));
        foreach (var status in counts.ByStatus)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{status.Total,8}  {status.Label}");
        }

        text.AppendLine().AppendLine(ImportTexts.Get("report.by-department"));
        foreach (var department in counts.ByDepartment)
        {
            var name = department.Key.Length == 0 ? ImportTexts.Get("report.none")
                : department.Key == department.Label ? department.Key
                : $"{department.Key}  {department.Label}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{department.Total,8}{department.Closed,8}{department.Late,8}  {name}");
        }
    }

    private static void List<T>(StringBuilder text, IReadOnlyList<T> items, int count, Func<T, string> line)
    {
        foreach (var item in items.Take(MaxLines))
        {
            text.Append("  ").AppendLine(line(item));
        }

        if (count > MaxLines)
        {
            text.Append("  ").AppendLine(ImportTexts.Get("report.more", count - MaxLines));
        }
    }

    private static string Line(EarlyTime early, TimeZoneInfo zone) => ImportTexts.Get(
        "report.early-row", early.Row, early.Key, early.Number, early.Step, Local(early.ReportedAt, zone), Local(early.RecordedAt, zone));

    private static string Local(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Two decimals are half a minute.</summary>
    private static string Hours(double? hours) => hours?.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";
}
