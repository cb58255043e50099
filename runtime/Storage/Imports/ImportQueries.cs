using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Work.Imports;
using LowCode.Work.Statistics;

namespace LowCode.Storage.Imports;

/// <inheritdoc cref="IImportQueries"/>
internal sealed class ImportQueries(IDatabase database) : IImportQueries
{
    /// <summary>Cases of the source, each with the state of its process.</summary>
    private const string Cases =
        """
        FROM work_case c
        LEFT JOIN instance i ON i.tenant_id = c.tenant_id AND i.instance_id = c.instance_id
        WHERE c.tenant_id = @tenant AND c.source = @source
        """;

    /// <summary>The process has come to its end; a case counts as closed only together with it.</summary>
    private const string Ended = "(i.status = 'Finished' AND i.sub_status = 'Finished')";

    private const string Closed = $"(c.phase = 'Closed' AND {Ended})";

    private const string Late = $"({Closed} AND c.closed_at > c.due_at)";

    public async Task<ImportedCase?> FindAsync(TenantId tenant, string source, string sourceKey, string importer, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<CaseRow>(
            """
            SELECT c.case_id AS CaseId, c.number AS Number, c.phase <> 'Open' AS IsEnded, t.task_id AS OpenTaskId, t.step AS OpenStep,
              EXISTS (
                SELECT 1 FROM task d
                WHERE d.tenant_id = c.tenant_id AND d.case_id = c.case_id AND d.completed_by <> @importer) AS IsTouched
            FROM work_case c
            LEFT JOIN task t ON t.tenant_id = c.tenant_id AND t.case_id = c.case_id AND t.state = 'open'
            WHERE c.tenant_id = @tenant AND c.source = @source AND c.source_key = @sourceKey
            ORDER BY t.created_at
            LIMIT 1
            """,
            ("tenant", tenant.Value),
            ("source", source),
            ("sourceKey", sourceKey),
            ("importer", importer));
        return row is null ? null : new ImportedCase(row.CaseId, row.Number, row.IsEnded, row.OpenTaskId, row.OpenStep, row.IsTouched);
    }

    public async Task<ImportCounts> CountAsync(TenantId tenant, string source, CancellationToken cancellation)
    {
        (string, object?)[] values = [("tenant", tenant.Value), ("source", source)];
        await using var session = await database.ReadAsync(ReadScope.Snapshot(tenant), cancellation);
        var totals = (await session.QueryAsync<Totals>(
            $"""
            SELECT COUNT(*) AS Cases,
              COUNT(*) FILTER (WHERE c.phase = 'Open') AS Open,
              COUNT(*) FILTER (WHERE {Closed}) AS Closed,
              COUNT(*) FILTER (WHERE c.phase = 'Rejected') AS Rejected,
              COUNT(*) FILTER (WHERE (c.phase = 'Open') = COALESCE({Ended}, FALSE)) AS Inconsistent,
              COUNT(*) FILTER (WHERE {Closed} AND c.due_at IS NOT NULL) AS ClosedWithDue,
              COUNT(*) FILTER (WHERE {Late}) AS ClosedLate,
              COUNT(*) FILTER (WHERE NOT c.counts_in_durations) AS Flagged,
              COUNT(*) FILTER (WHERE {Closed} AND c.counts_in_durations) AS Durations
            {Cases}
            """,
            values))[0];
        return new ImportCounts(
            totals.Cases,
            totals.Open,
            totals.Closed,
            totals.Rejected,
            totals.Inconsistent,
            totals.ClosedWithDue,
            totals.ClosedLate,
            totals.Flagged,
            totals.Durations,
            await HoursAtAsync(session, values, totals.Durations, percent: 50),
            await HoursAtAsync(session, values, totals.Durations, percent: 90),
            await CountByAsync(session, values, "c.status"),
            await CountByAsync(session, values, "c.department"));
    }

    private async Task<double?> HoursAtAsync(ReadSession session, (string, object?)[] values, int count, int percent) =>
        count == 0
            ? null
            : (double?)await session.ScalarAsync(
                $"""
                SELECT ({database.Dialect.Seconds("c.closed_at")} - {database.Dialect.Seconds("c.created_at")}) / 3600.0 AS hours
                {Cases} AND {Closed} AND c.counts_in_durations
                ORDER BY hours
                LIMIT 1 OFFSET @rank
                """,
                [.. values, ("rank", NearestRank.Index(count, percent))]);

    private static async Task<List<ImportCount>> CountByAsync(ReadSession session, (string, object?)[] values, string column) =>
        [.. (await session.QueryAsync<GroupRow>(
            $"""
            SELECT COALESCE({column}, '') AS Key, COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE {Closed}) AS Closed,
              COUNT(*) FILTER (WHERE {Late}) AS Late
            {Cases}
            GROUP BY {column}
            ORDER BY Total DESC, Key
            """,
            values)).Select(r => new ImportCount(r.Key, r.Key, r.Total, r.Closed, r.Late))];

    private sealed class CaseRow
    {
        public string CaseId { get; init; } = "";

        public string Number { get; init; } = "";

        public bool IsEnded { get; init; }

        public string? OpenTaskId { get; init; }

        public string? OpenStep { get; init; }

        public bool IsTouched { get; init; }
    }

    private sealed class Totals
    {
        public int Cases { get; init; }

        public int Open { get; init; }

        public int Closed { get; init; }

        public int Rejected { get; init; }

        public int Inconsistent { get; init; }

        public int ClosedWithDue { get; init; }

        public int ClosedLate { get; init; }

        public int Flagged { get; init; }

        public int Durations { get; init; }
    }

    private sealed class GroupRow
    {
        public string Key { get; init; } = "";

        public int Total { get; init; }

        public int Closed { get; init; }

        public int Late { get; init; }
    }
}
