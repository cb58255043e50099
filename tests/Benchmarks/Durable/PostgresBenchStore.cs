using System.Diagnostics;
using LowCode.Storage;
using LowCode.Tests.Databases;
using Npgsql;
using NpgsqlTypes;

namespace LowCode.Tests.Benchmarks.Durable;

internal sealed class PostgresBenchStore : BenchStore
{
    private const string Database = "bench";
    private const int RowsPerCommit = 64;

    private readonly PostgresCluster _cluster;

    private PostgresBenchStore(PostgresCluster cluster) => _cluster = cluster;

    public override StorageOptions Options => new() { DataFolder = Folder, PostgresConnection = _cluster.Connection(Database) };

    public static async Task<PostgresBenchStore> StartAsync()
    {
        var cluster = await PostgresCluster.StartDurableAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Database}");
        return new PostgresBenchStore(cluster);
    }

    public override async Task<string> SyncSettingsAsync() =>
        (string)(await ScalarAsync(
            "SELECT string_agg(name || '=' || setting || COALESCE(unit, ''), ' ' ORDER BY name) FROM pg_settings WHERE name IN "
            + "('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'max_wal_size', 'checkpoint_timeout')"))!;

    public override async Task<long> StoredBytesAsync()
    {
        await ScalarAsync("CHECKPOINT");
        return (long)(await ScalarAsync($"SELECT pg_database_size('{Database}')"))!;
    }

    public override async Task<double> RawRowsAsync(TimeSpan duration)
    {
        await ScalarAsync("CREATE TABLE raw (id BIGSERIAL PRIMARY KEY, content TEXT NOT NULL)");
        await using var connection = await OpenAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO raw (content) SELECT * FROM unnest($1)", connection);
        insert.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. Enumerable.Repeat(new string('x', 1024), RowsPerCommit)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        await insert.PrepareAsync();
        var watch = Stopwatch.StartNew();
        var rows = 0;
        for (; watch.Elapsed < duration; rows += RowsPerCommit)
        {
            await insert.ExecuteNonQueryAsync();
        }

        var rate = rows / watch.Elapsed.TotalSeconds;
        await ScalarAsync("DROP TABLE raw");
        return rate;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_cluster.Connection(Database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
