using System.Data.Common;
using LowCode.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>Makes many records of one that the product wrote: rows of <c>work_case</c> and <c>case_record</c>, by SQL, indexes made anew behind them.</summary>
/// <param name="options">Of the database.</param>
internal sealed class RecordLoad(StorageOptions options)
{
    private const string Kind = "CASE WHEN i % 10000 = 7 THEN 'rare' WHEN i % 100 = 1 THEN 'some' WHEN i % 5 = 2 THEN 'many' ELSE 'k' || i % 7 END";

    private bool IsPostgres => options.PostgresConnection is not null;

    /// <param name="count">How many.</param>
    public async Task LoadAsync(int count, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        var indexes = await ListAsync(connection, IsPostgres
            ? "SELECT indexname || '=' || indexdef FROM pg_indexes WHERE tablename IN ('work_case', 'case_record') AND indexname NOT LIKE '%_pkey'"
            : "SELECT name || '=' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('work_case', 'case_record')", cancellation);
        foreach (var index in indexes)
        {
            await RunAsync(connection, $"DROP INDEX {index.Split('=')[0]}", cancellation);
        }

        await RunAsync(connection, InsertOf("work_case", await ColumnsAsync(connection, "work_case", cancellation), count), cancellation);
        await RunAsync(connection, InsertOf("case_record", await ColumnsAsync(connection, "case_record", cancellation), count), cancellation);
        foreach (var index in indexes)
        {
            await RunAsync(connection, index[(index.IndexOf('=', StringComparison.Ordinal) + 1)..], cancellation);
        }

        if (IsPostgres)
        {
            await RunAsync(connection, "VACUUM ANALYZE work_case", cancellation);
            await RunAsync(connection, "VACUUM ANALYZE case_record", cancellation);
        }
    }

    // All columns as in the record that is there, but for those that tell records apart.
    private string InsertOf(string table, IReadOnlyList<string> columns, int count)
    {
        var series = IsPostgres ? $"generate_series(CAST(1 AS BIGINT), {count}) AS s(i)" : $"(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {count}) SELECT i FROM s) s";
        var values = columns.Select(c => c switch
        {
            "case_id" => $"'1' || {Padded("i", 31)}",
            "number" => $"'L' || {Padded("i", 9)}",
            "instance_id" => "'loaded'",
            "text_1" => "'name ' || (i * 7919 % 1000003)",
            "text_2" => Kind,
            "number_1" => DecimalKey("(i * 104729 % 10000019)"),
            "time_1" => Day("i"),
            _ => $"t.{c}",
        });
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM (SELECT * FROM {table} LIMIT 1) t, {series}";
    }

    private string Padded(string number, int digits) => IsPostgres ? $"LPAD(CAST({number} AS TEXT), {digits}, '0')" : $"printf('%0{digits}d', {number})";

    // Ten years of days, older ones first as cases are.
    private string Day(string number) => IsPostgres
        ? $"to_char(DATE '2016-01-01' + CAST({number} / 1400 AS INTEGER), 'YYYY-MM-DD')"
        : $"date('2016-01-01', ({number} / 1400) || ' days')";

    // As the store spells the amount of so many cents: a digit that says where the point is, and the digits without zeros behind.
    private static string DecimalKey(string cents) =>
        $"CASE WHEN {cents} = 0 THEN '1' ELSE '2' || (48 + length(CAST({cents} AS TEXT))) || rtrim(CAST({cents} AS TEXT), '0') END";

    private async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        DbConnection connection = options.PostgresConnection is { } postgres
            ? new NpgsqlConnection(postgres + ";Pooling=false;Command Timeout=0")
            : new SqliteConnection($"Data Source={options.DatabaseFile};Pooling=False");
        await connection.OpenAsync(cancellation);
        foreach (var setting in IsPostgres
            ? new[] { "SET maintenance_work_mem = '512MB'", "SET synchronous_commit = off" }
            : ["PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000", "PRAGMA foreign_keys = OFF", "PRAGMA temp_store = MEMORY"])
        {
            await RunAsync(connection, setting, cancellation);
        }

        return connection;
    }

    private async Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table, CancellationToken cancellation) => await ListAsync(
        connection,
        IsPostgres ? $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position" : $"SELECT name FROM pragma_table_info('{table}')",
        cancellation);

    private static async Task<IReadOnlyList<string>> ListAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var list = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
