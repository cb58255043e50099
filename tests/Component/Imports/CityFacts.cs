using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>What a table of the 311 shape says, counted straight from its rows in the simplest way there is.</summary>
internal sealed record CityFacts(
    int Cases,
    int Closed,
    int ClosedWithDue,
    int ClosedLate,
    int Flagged,
    double MedianHours,
    double P90Hours,
    IReadOnlyDictionary<string, int> ByDepartment,
    IReadOnlyDictionary<string, int> ByStatus)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Status of a case that is not closed, by the row's own word.</summary>
    private static readonly Dictionary<string, string> OpenStatus = new()
    {
        ["Open"] = "reported",
        ["Assigned"] = "dispatched",
        ["In Progress"] = "dispatched",
        ["Pending"] = "dispatched",
        ["Email Sent"] = "dispatched",
        ["Closed"] = "handled",
    };

    public static CityFacts Of(CityTable table)
    {
        var rows = table.Rows.Select(r => new
        {
            Created = Instant(table.Time(r, "Created Date")!.Value),
            Closed = Instant(table.Time(r, "Closed Date")),
            Due = Instant(table.Time(r, "Due Date")),
            Agency = table.Get(r, "Agency"),
            Status = table.Get(r, "Status"),
        }).ToList();
        var closed = rows.Where(r => r.Closed is not null).ToList();
        var hours = closed.Where(r => r.Closed >= r.Created).Select(r => (r.Closed!.Value - r.Created).TotalHours).Order().ToList();
        return new CityFacts(
            rows.Count,
            closed.Count,
            closed.Count(r => r.Due is not null),
            closed.Count(r => r.Due is not null && (r.Closed < r.Created ? r.Created : r.Closed) > r.Due),
            closed.Count(r => r.Closed < r.Created),
            hours[(int)Math.Ceiling(hours.Count * 0.5) - 1],
            hours[(int)Math.Ceiling(hours.Count * 0.9) - 1],
            rows.CountBy(r => r.Agency).ToDictionary(),
            rows.CountBy(r => r.Closed is not null ? "closed" : OpenStatus[r.Status]).ToDictionary());
    }

    private static DateTimeOffset Instant(DateTime local) =>
        new(local, Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local));

    private static DateTimeOffset? Instant(DateTime? local) => local is { } time ? Instant(time) : null;

    public void AssertCounted(ImportCounts counts)
    {
        Assert.Equal((Cases, Closed, 0), (counts.Cases, counts.Closed, counts.Inconsistent));
        Assert.Equal((ClosedWithDue, ClosedLate, Flagged), (counts.ClosedWithDue, counts.ClosedLate, counts.Flagged));
        Assert.Equal(MedianHours, counts.MedianHours!.Value, precision: 6);
        Assert.Equal(P90Hours, counts.P90Hours!.Value, precision: 6);
        Assert.Equal(ByDepartment.OrderBy(d => d.Key), counts.ByDepartment.ToDictionary(d => d.Key, d => d.Total).OrderBy(d => d.Key));
        Assert.Equal(ByStatus.OrderBy(s => s.Key), counts.ByStatus.ToDictionary(s => s.Key, s => s.Total).OrderBy(s => s.Key));
    }
}
