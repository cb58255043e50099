using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.Statistics;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Statistics;

/// <inheritdoc cref="IStatisticsQueries"/>
internal sealed class StatisticsQueries(SqliteFile file) : IStatisticsQueries
{
    private const string InPeriod =
        "c.tenant_id = @Tenant AND (@From IS NULL OR c.created_at >= @From) AND (@Before IS NULL OR c.created_at < @Before)";

    private const string Late = "c.phase = 'Closed' AND c.closed_at > c.due_at";

    public Task<CaseStatistics> ReadAsync(TenantId tenant, StatisticsPeriod period, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        var values = new Values(tenant.Value, period.From.ToRow(), period.Before.ToRow(), now.ToRow());
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var totals = connection.QuerySingle<Totals>(
            $"""
            SELECT COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE c.phase = 'Open') AS Open,
              COUNT(*) FILTER (WHERE c.phase = 'Closed') AS Closed,
              COUNT(*) FILTER (WHERE c.phase = 'Rejected') AS Rejected,
              COUNT(*) FILTER (WHERE c.phase = 'Closed' AND c.due_at IS NOT NULL) AS ClosedWithDue,
              COUNT(*) FILTER (WHERE {Late}) AS ClosedLate,
              COUNT(*) FILTER (WHERE c.phase = 'Open' AND c.due_at < @Now) AS OverdueOpen,
              COUNT(*) FILTER (WHERE c.phase = 'Closed' AND c.counts_in_durations = 1) AS Timed
            FROM work_case c
            WHERE {InPeriod}
            """,
            values);
        return Task.FromResult(new CaseStatistics(
            totals.Total,
            totals.Open,
            totals.Closed,
            totals.Rejected,
            totals.ClosedWithDue,
            totals.ClosedLate,
            totals.OverdueOpen,
            HoursAt(connection, values, totals.Timed, percent: 50),
            HoursAt(connection, values, totals.Timed, percent: 90),
            CountBy(connection, values, "c.status"),
            CountBy(connection, values, "c.department"),
            CountBy(connection, values, "c.class_code"),
            Trend(connection, values)));
    }

    private static double? HoursAt(SqliteConnection connection, Values values, int count, int percent) =>
        count == 0
            ? null
            : connection.ExecuteScalar<double>(
                $"""
                SELECT (unixepoch(c.closed_at, 'subsec') - unixepoch(c.created_at, 'subsec')) / 3600.0 AS hours
                FROM work_case c
                WHERE {InPeriod} AND c.phase = 'Closed' AND c.counts_in_durations = 1
                ORDER BY hours
                LIMIT 1 OFFSET @Rank
                """,
                new { values.Tenant, values.From, values.Before, Rank = NearestRank.Index(count, percent) });

    private static List<CountBy> CountBy(SqliteConnection connection, Values values, string column) =>
        [.. connection.Query<CountRow>(
            $"""
            SELECT {column} AS Key, COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE c.phase = 'Closed') AS Closed,
              COUNT(*) FILTER (WHERE {Late}) AS Late
            FROM work_case c
            WHERE {InPeriod}
            GROUP BY {column}
            ORDER BY Total DESC, Key
            """,
            values).Select(r => new CountBy(r.Key, r.Key ?? "", r.Total, r.Closed, r.Late))];

    private static List<CasesPerDay> Trend(SqliteConnection connection, Values values) =>
        [.. connection.Query<DayRow>(
            $"""
            SELECT day AS Day, SUM(opened) AS Opened, SUM(closed) AS Closed
            FROM (
              SELECT c.created_day AS day, 1 AS opened, 0 AS closed FROM work_case c WHERE {InPeriod}
              UNION ALL
              SELECT c.closed_day, 0, 1 FROM work_case c WHERE {InPeriod} AND c.closed_day IS NOT NULL)
            GROUP BY day
            ORDER BY day
            """,
            values).Select(r => new CasesPerDay(RowTime.ReadDay(r.Day), r.Opened, r.Closed))];

    private sealed record Values(string Tenant, string? From, string? Before, string Now);

    private sealed class Totals
    {
        public int Total { get; init; }

        public int Open { get; init; }

        public int Closed { get; init; }

        public int Rejected { get; init; }

        public int ClosedWithDue { get; init; }

        public int ClosedLate { get; init; }

        public int OverdueOpen { get; init; }

        public int Timed { get; init; }
    }

    private sealed class CountRow
    {
        public string? Key { get; init; }

        public int Total { get; init; }

        public int Closed { get; init; }

        public int Late { get; init; }
    }

    private sealed class DayRow
    {
        public string Day { get; init; } = "";

        public int Opened { get; init; }

        public int Closed { get; init; }
    }
}
