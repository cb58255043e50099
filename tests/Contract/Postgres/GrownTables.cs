using System.Globalization;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>Fills the tables that grow with use, in the proportions of a store that has been used: twenty tenants, most instances ended.</summary>
internal static class GrownTables
{
    private const int Rows = 20_000;

    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "instance", "journal", "bookmark", "timer", "inbox", "outbox", "dead_letter", "quarantine", "work_case", "work_case_event", "task",
        "task_candidate", "attachment", "artefact", "case_record",
    };

    /// <summary>Columns whose values say something; all others are made of the row's number.</summary>
    private static readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["tenant_id"] = "'t' || i % 20",
        ["status"] = "CASE WHEN i % 10 = 0 THEN 'Running' ELSE 'Finished' END",
        ["sub_status"] = "CASE WHEN i % 10 = 0 THEN 'Suspended' WHEN i % 7 = 0 THEN 'Faulted' ELSE 'Finished' END",
        ["phase"] = "CASE WHEN i % 10 = 0 THEN 'Open' ELSE 'Closed' END",
        ["inbox.state"] = "CASE WHEN i % 600 = 0 THEN 'waiting' ELSE 'done' END",
        ["task.state"] = "CASE WHEN i % 50 = 0 THEN 'open' ELSE 'done' END",
        ["dead_letter.source"] = "'outbox'",
        ["dead_letter.resolution"] = "'retried'",
        ["attachment.kind"] = "'photo'",
        ["work_case.source"] = "'311'",
        ["department"] = "'d' || i % 20",
        ["case_record.case_type"] = "'type' || i % 5",
        ["class_code"] = "'c' || i % 100",
        ["role"] = "'r' || i % 5",
        ["assignee"] = "'p' || i % 500",
        ["completed_by"] = "'p' || i % 500",
        ["definition_id"] = "'d' || i % 20",
        ["kind"] = "'k' || i % 5",
    };

    public static void Fill(PostgresTestStore store)
    {
        foreach (var table in Names)
        {
            var columns = ((string)store.Scalar(
                $"SELECT string_agg(column_name || ':' || data_type, ',' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = '{table}'")!)
                .Split(',').Select(c => c.Split(':')).ToList();
            var values = columns.Select(c => ValueOf(table, c[0], c[1]));
            store.Scalar(string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c[0]))}) SELECT {string.Join(", ", values)} FROM generate_series(1, {Rows}) i"));
            store.Scalar($"ANALYZE {table}");
        }
    }

    private static string ValueOf(string table, string column, string type) =>
        _values.GetValueOrDefault($"{table}.{column}") ?? _values.GetValueOrDefault(column) ?? type switch
        {
            "text" when column.EndsWith("_at", StringComparison.Ordinal) || column.EndsWith("_until", StringComparison.Ordinal) || column == "at" =>
                "to_char(TIMESTAMP '2026-01-01' + i * INTERVAL '1 minute', 'YYYY-MM-DD\"T\"HH24:MI:SS.000\"Z\"')",
            "text" => $"'{column}-' || i",
            "bytea" => "'\\x01'::bytea",
            "boolean" => "i % 2 = 0",
            _ => "i",
        };
}
