using System.Globalization;
using Npgsql;

namespace LowCode.Tests.Databases;

/// <summary>
/// A PostgreSQL server of one's own: made by <c>initdb</c> in a temporary folder, reached by a socket in it, gone with it. Its superuser is
/// <c>lowcode</c>, without a password.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int Port = 5432;

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-pg-").FullName;
    private readonly string _settings;

    private PostgresCluster(string settings) => _settings = settings;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>As an operator would run it: what is committed is on the disk.</summary>
    public static Task<PostgresCluster> StartDurableAsync() => StartAsync("-c shared_buffers=256MB -c max_wal_size=4GB -c checkpoint_timeout=30min");

    /// <summary>For tests that do not ask what survives a power cut: nothing waits for the disk.</summary>
    public static Task<PostgresCluster> StartFastAsync() => StartAsync("-c fsync=off -c full_page_writes=off -c autovacuum=off");

    /// <summary>Connection to a database of the cluster.</summary>
    /// <param name="user">Default: the superuser.</param>
    public string Connection(string database, string user = "lowcode") =>
        string.Create(CultureInfo.InvariantCulture, $"Host={_folder};Port={Port};Database={database};Username={user}");

    /// <param name="statement">SQL, run by the superuser.</param>
    public async Task SqlAsync(string statement, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(Connection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops the server as a power cut would.</summary>
    public Task KillAsync() => PostgresPrograms.ServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public Task StopAsync() => PostgresPrograms.ServerAsync("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    public Task StartAsync() => PostgresPrograms.ServerAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -p {Port} -c listen_addresses= -c max_connections=300 {_settings}", "start");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync();
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<PostgresCluster> StartAsync(string settings)
    {
        var cluster = new PostgresCluster(settings);
        await PostgresPrograms.GiveAsync(cluster._folder);
        await PostgresPrograms.ServerAsync("initdb", "-D", cluster.Data, "-U", "lowcode", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await cluster.StartAsync();
        return cluster;
    }
}
