using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LowCode.Tests.Benchmarks.Kills;

/// <summary>What an import left, read beside it straight from the database.</summary>
internal sealed class ImportedData(string dataFolder)
{
    private const int CannotOpen = 14;

    private readonly string _file = Path.Combine(dataFolder, "lowcode.db");

    /// <summary>Cases committed by now; 0 while there is no database.</summary>
    public int Cases() => File.Exists(_file) ? (int)(long)Rows("SELECT COUNT(*) FROM work_case").Single()[0]! : 0;

    /// <summary>
    /// Everything that a row of the file led to, one text a row: case, timeline and process, without the ids that are drawn and the numbers, which rows that are written
    /// side by side get as they come. Two imports of the same file are the same where these and the <see cref="Numbers"/> are.
    /// </summary>
    public IReadOnlyDictionary<string, string> Traces()
    {
        var traces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Rows(
            """
            SELECT c.source_key, c.status, c.phase, c.title, c.class_code, c.department, c.address, c.longitude, c.latitude, c.data,
              c.created_at, c.due_at, c.due_given, c.closed_at, c.reported_closed_at, c.flags, c.counts_in_durations, c.row_version,
              i.status, i.sub_status, i.row_version, i.incident_count,
              (SELECT COUNT(*) FROM journal j WHERE j.tenant_id = c.tenant_id AND j.instance_id = c.instance_id),
              (SELECT COUNT(*) FROM bookmark b WHERE b.tenant_id = c.tenant_id AND b.instance_id = c.instance_id),
              (SELECT GROUP_CONCAT(s) FROM (
                SELECT t.step || ':' || t.state AS s FROM task t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.case_id ORDER BY s))
            FROM work_case c
            LEFT JOIN instance i ON i.tenant_id = c.tenant_id AND i.instance_id = c.instance_id
            ORDER BY c.source_key
            """))
        {
            traces[(string)row[0]!] = Line(row);
        }

        foreach (var row in Rows(
            """
            SELECT c.source_key, e.seq, e.at, e.kind, e.step, e.outcome, e.actor, e.comment, e.note, e.data, e.reported_at, e.flags
            FROM work_case_event e
            JOIN work_case c ON c.tenant_id = e.tenant_id AND c.case_id = e.case_id
            ORDER BY c.source_key, e.seq
            """))
        {
            traces[(string)row[0]!] += Line(row);
        }

        return traces;
    }

    /// <summary>The numbers of all cases, in their order.</summary>
    public IReadOnlyList<string> Numbers() => [.. Rows("SELECT number FROM work_case ORDER BY number").Select(r => (string)r[0]!)];

    private static string Line(object?[] row) =>
        string.Join('|', row.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))) + "\n";

    private List<object?[]> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                var row = new object?[reader.FieldCount];
                reader.GetValues(row!);
                rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
            }

            return rows;
        }
        catch (SqliteException early) when (early.SqliteErrorCode is CannotOpen or 1)
        {
            // The file is there but its tables or its log are not yet.
            return [[0L]];
        }
    }
}
