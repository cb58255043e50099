using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Statistics;

namespace LowCode.Storage.Statistics;

/// <inheritdoc cref="IStatisticsQueries"/>
internal sealed class StatisticsQueries(IDatabase database) : IStatisticsQueries
{
    private const string InPeriod =
        "c.tenant_id = @tenant AND c.created_at >= @from AND c.created_at < @before";

    private const string Late = "c.phase = 'Closed' AND c.closed_at > c.due_at";

    public async Task<CaseStatistics> ReadAsync(TenantId tenant, StatisticsPeriod period, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        (string, object?)[] values = [("tenant", tenant.Value), ("from", period.From.ToRow() ?? ""), ("before", period.Before.ToRow() ?? "9999")];
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var totals = (await session.QueryAsync<Totals>(
            $"""
            SELECT COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE c.phase = 'Open') AS Open,
              COUNT(*) FILTER (WHERE c.phase = 'Closed') AS Closed,
              COUNT(*) FILTER (WHERE c.phase = 'Rejected') AS Rejected,
              COUNT(*) FILTER (WHERE c.phase = 'Closed' AND c.due_at IS NOT NULL) AS ClosedWithDue,
              COUNT(*) FILTER (WHERE {Late}) AS ClosedLate,
              COUNT(*) FILTER (WHERE c.phase = 'Open' AND c.due_at < @now) AS OverdueOpen,
              COUNT(*) FILTER (WHERE c.phase = 'Closed' AND c.counts_in_durations) AS Timed
            FROM work_case c
            WHERE {InPeriod}
            """,
            [.. values, ("now", now.ToRow())]))[0];
        return new CaseStatistics(
            totals.Total,
            totals.Open,
            totals.Closed,
            totals.Rejected,
            totals.ClosedWithDue,
            totals.ClosedLate,
            totals.OverdueOpen,
            await HoursAtAsync(session, values, totals.Timed, percent: 50),
            await HoursAtAsync(session, values, totals.Timed, percent: 90),
            await CountByAsync(session, values, "c.status"),
            await CountByAsync(session, values, "c.department"),
            await CountByAsync(session, values, "c.class_code"),
            await TrendAsync(session, values));
    }

    private async Task<double?> HoursAtAsync(ReadSession session, (string, object?)[] values, int count, int percent) =>
        count == 0
            ? null
            : (double?)await session.ScalarAsync(
                $"""
                SELECT ({database.Dialect.Seconds("c.closed_at")} - {database.Dialect.Seconds("c.created_at")}) / 3600.0 AS hours
                FROM work_case c
                WHERE {InPeriod} AND c.phase = 'Closed' AND c.counts_in_durations
                ORDER BY hours
                LIMIT 1 OFFSET @rank
                """,
                [.. values, ("rank", NearestRank.Index(count, percent))]);

    private static async Task<List<CountBy>> CountByAsync(ReadSession session, (string, object?)[] values, string column) =>
        [.. (await session.QueryAsync<CountRow>(
            $"""
            SELECT {column} AS Key, COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE c.phase = 'Closed') AS Closed,
              COUNT(*) FILTER (WHERE {Late}) AS Late
            FROM work_case c
            WHERE {InPeriod}
            GROUP BY {column}
            ORDER BY Total DESC, Key NULLS FIRST
            """,
            values)).Select(r => new CountBy(r.Key, r.Key ?? "", r.Total, r.Closed, r.Late))];

    private static async Task<List<CasesPerDay>> TrendAsync(ReadSession session, (string, object?)[] values) =>
        [.. (await session.QueryAsync<DayRow>(
            $"""
            SELECT day AS Day, SUM(opened) AS Opened, SUM(closed) AS Closed
            FROM (
              SELECT c.created_day AS day, 1 AS opened, 0 AS closed FROM work_case c WHERE {InPeriod}
              UNION ALL
              SELECT c.closed_day, 0, 1 FROM work_case c WHERE {InPeriod} AND c.closed_day IS NOT NULL) days
            GROUP BY day
            ORDER BY day
            """,
            values)).Select(r => new CasesPerDay(RowTime.ReadDay(r.Day), r.Opened, r.Closed))];

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
