using System.Data.Common;
using System.Globalization;
using LowCode.Storage;
using Microsoft.Data.Sqlite;

namespace LowCode.Tests.Benchmarks.IdleLoad;

internal sealed class SqliteIdleDatabase(string folder) : IdleDatabase
{
    public override StorageOptions Options => new() { DataFolder = folder };

    // A test of the contracts looks at the plans of all its statements.
    public override Task<long?> SequentialScansAsync() => Task.FromResult<long?>(null);

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Options.DatabaseFile};Pooling=False");

    protected override Task PrepareAsync(DbConnection connection) =>
        ExecuteAsync(connection, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144; BEGIN");

    protected override Task FinishAsync(DbConnection connection) => ExecuteAsync(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");

    protected override Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table) =>
        TextsAsync(connection, $"SELECT name FROM pragma_table_info('{table}')");

    protected override string Numbers(int count) => string.Create(
        CultureInfo.InvariantCulture, $"WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count})");

    protected override string IdOf(string letter) => $"printf('{letter}%031d', n.value)";
}
