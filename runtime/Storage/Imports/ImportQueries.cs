using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.Imports;
using LowCode.Work.Statistics;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Imports;

/// <inheritdoc cref="IImportQueries"/>
internal sealed class ImportQueries(SqliteFile file) : IImportQueries
{
    /// <summary>Cases of the source, each with the state of its process.</summary>
    private const string Cases =
        """
        FROM work_case c
        LEFT JOIN instance i ON i.tenant_id = c.tenant_id AND i.instance_id = c.instance_id
        WHERE c.tenant_id = @Tenant AND c.source = @Source
        """;

    /// <summary>The process has come to its end; a case counts as closed only together with it.</summary>
    private const string Ended = "(i.status = 'Finished' AND i.sub_status = 'Finished')";

    private const string Closed = $"(c.phase = 'Closed' AND {Ended})";

    private const string Late = $"({Closed} AND c.closed_at > c.due_at)";

    public Task<ImportedCase?> FindAsync(TenantId tenant, string source, string sourceKey, string importer, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var row = connection.QuerySingleOrDefault<CaseRow>(
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
            new { tenant = tenant.Value, source, sourceKey, importer });
        return Task.FromResult(row is null ? null : new ImportedCase(row.CaseId, row.Number, row.IsEnded, row.OpenTaskId, row.OpenStep, row.IsTouched));
    }

    public Task<ImportCounts> CountAsync(TenantId tenant, string source, CancellationToken cancellation)
    {
        var values = new Values(tenant.Value, source);
        using var connection = file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        var totals = connection.QuerySingle<Totals>(
            $"""
            SELECT COUNT(*) AS Cases,
              COUNT(*) FILTER (WHERE c.phase = 'Open') AS Open,
              COUNT(*) FILTER (WHERE {Closed}) AS Closed,
              COUNT(*) FILTER (WHERE c.phase = 'Rejected') AS Rejected,
              COUNT(*) FILTER (WHERE (c.phase = 'Open') = COALESCE({Ended}, 0)) AS Inconsistent,
              COUNT(*) FILTER (WHERE {Closed} AND c.due_at IS NOT NULL) AS ClosedWithDue,
              COUNT(*) FILTER (WHERE {Late}) AS ClosedLate,
              COUNT(*) FILTER (WHERE c.counts_in_durations = 0) AS Flagged,
              COUNT(*) FILTER (WHERE {Closed} AND c.counts_in_durations = 1) AS Durations
            {Cases}
            """,
            values);
        return Task.FromResult(new ImportCounts(
            totals.Cases,
            totals.Open,
            totals.Closed,
            totals.Rejected,
            totals.Inconsistent,
            totals.ClosedWithDue,
            totals.ClosedLate,
            totals.Flagged,
            totals.Durations,
            HoursAt(connection, values, totals.Durations, percent: 50),
            HoursAt(connection, values, totals.Durations, percent: 90),
            CountBy(connection, values, "c.status"),
            CountBy(connection, values, "c.department")));
    }

    private static double? HoursAt(SqliteConnection connection, Values values, int count, int percent) =>
        count == 0
            ? null
            : connection.ExecuteScalar<double>(
                $"""
                SELECT (unixepoch(c.closed_at, 'subsec') - unixepoch(c.created_at, 'subsec')) / 3600.0 AS hours
                {Cases} AND {Closed} AND c.counts_in_durations = 1
                ORDER BY hours
                LIMIT 1 OFFSET @Rank
                """,
                new { values.Tenant, values.Source, Rank = NearestRank.Index(count, percent) });

    private static List<ImportCount> CountBy(SqliteConnection connection, Values values, string column) =>
        [.. connection.Query<GroupRow>(
            $"""
            SELECT COALESCE({column}, '') AS Key, COUNT(*) AS Total,
              COUNT(*) FILTER (WHERE {Closed}) AS Closed,
              COUNT(*) FILTER (WHERE {Late}) AS Late
            {Cases}
            GROUP BY {column}
            ORDER BY Total DESC, Key
            """,
            values).Select(r => new ImportCount(r.Key, r.Key, r.Total, r.Closed, r.Late))];

    private sealed record Values(string Tenant, string Source);

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
