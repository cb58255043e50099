using System.Data.Common;
using System.Globalization;
using LowCode.Storage;
using LowCode.Tests.Databases;
using Npgsql;

namespace LowCode.Tests.Benchmarks.IdleLoad;

internal sealed class PostgresIdleDatabase(PostgresCluster cluster, string name, string folder) : IdleDatabase
{
    public override StorageOptions Options => new() { DataFolder = folder, PostgresConnection = cluster.Connection(name) };

    public override async Task<long?> SequentialScansAsync()
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        var scans = await ScalarAsync(
            connection,
            "SELECT COALESCE(SUM(seq_scan), 0) FROM pg_stat_user_tables WHERE relname IN ('instance', 'journal', 'bookmark', 'timer', 'inbox', 'outbox') AND n_live_tup > 1000");
        return Convert.ToInt64(scans, CultureInfo.InvariantCulture);
    }

    protected override DbConnection Connect() => new NpgsqlConnection(cluster.Connection(name) + ";Pooling=false");

    protected override Task PrepareAsync(DbConnection connection) => ExecuteAsync(connection, "SET synchronous_commit = off");

    protected override Task FinishAsync(DbConnection connection) => ExecuteAsync(connection, "VACUUM ANALYZE");

    protected override Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table) => TextsAsync(
        connection,
        $"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position");

    protected override string Numbers(int count) => string.Create(CultureInfo.InvariantCulture, $"WITH n AS (SELECT value FROM generate_series(1, {count}) AS value)");

    protected override string IdOf(string letter) => $"'{letter}' || lpad(n.value::text, 31, '0')";
}
