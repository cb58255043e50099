using System.Diagnostics;
using LowCode.Storage;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCode.Tests.Benchmarks.Durable;

internal sealed class SqliteBenchStore : BenchStore
{
    private const int RowsPerCommit = 64;

    public override StorageOptions Options => new() { DataFolder = Folder };

    // A connection knows how it syncs, the file does not: asked of one that the product opened for its writer.
    public override async Task<string> SyncSettingsAsync()
    {
        using var file = new SqliteFile(Options, TimeProvider.System);
        await using var connection = file.OpenWriter();
        return $"journal_mode={Scalar(connection, "PRAGMA journal_mode")} synchronous={Scalar(connection, "PRAGMA synchronous")} (2 is FULL) page_size={Scalar(connection, "PRAGMA page_size")}";
    }

    public override Task<long> StoredBytesAsync() =>
        Task.FromResult(new DirectoryInfo(Folder).EnumerateFiles("lowcode.db*").Sum(f => f.Length));

    public override Task<double> RawRowsAsync(TimeSpan duration)
    {
        using var connection = Open(Path.Combine(Folder, "raw.db"));
        Scalar(connection, "PRAGMA journal_mode = WAL");
        Scalar(connection, "PRAGMA synchronous = FULL");
        Scalar(connection, "CREATE TABLE raw (id INTEGER PRIMARY KEY, content TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw (content) VALUES (@content)";
        insert.Parameters.AddWithValue("@content", new string('x', 1024));
        var watch = Stopwatch.StartNew();
        var rows = 0;
        while (watch.Elapsed < duration)
        {
            Scalar(connection, "BEGIN IMMEDIATE");
            for (var i = 0; i < RowsPerCommit; i++, rows++)
            {
                insert.ExecuteNonQuery();
            }

            Scalar(connection, "COMMIT");
        }

        return Task.FromResult(rows / watch.Elapsed.TotalSeconds);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
