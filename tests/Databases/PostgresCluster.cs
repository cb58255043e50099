using System.Globalization;
using Npgsql;

namespace LowCode.Tests.Databases;

/// <summary>
/// A PostgreSQL server of one's own: made by <c>initdb</c> in a temporary folder, reached by a socket in it, gone with it unless it is kept.
/// Its superuser is <c>lowcode</c>, without a password.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int Port = 5432;

    private const string DurableSettings = "-c shared_buffers=256MB -c max_wal_size=4GB -c checkpoint_timeout=30min";

    private readonly string _folder;
    private readonly string _settings;
    private readonly bool _isKept;

    private PostgresCluster(string folder, string settings, bool isKept) => (_folder, _settings, _isKept) = (folder, settings, isKept);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>As an operator would run it: what is committed is on the disk.</summary>
    public static Task<PostgresCluster> StartDurableAsync() => StartAsync(NewFolder(), DurableSettings);

    /// <summary>The same, in a folder that stays: a later run goes on with what it finds there, until <see cref="ForgetAsync"/>.</summary>
    /// <param name="name">Of the folder among the temporary ones.</param>
    public static Task<PostgresCluster> StartKeptAsync(string name) => StartAsync(FolderOf(name), DurableSettings, isKept: true);

    /// <summary>Removes what <see cref="StartKeptAsync"/> keeps, and ends its server where one was left.</summary>
    public static async Task ForgetAsync(string name)
    {
        if (Directory.Exists(FolderOf(name)))
        {
            var cluster = new PostgresCluster(FolderOf(name), DurableSettings, isKept: false);
            await cluster.KillLeftAsync();
            Directory.Delete(cluster._folder, recursive: true);
        }
    }

    /// <summary>For tests that do not ask what survives a power cut: nothing waits for the disk.</summary>
    public static Task<PostgresCluster> StartFastAsync() => StartAsync(NewFolder(), "-c fsync=off -c full_page_writes=off -c autovacuum=off");

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
            if (!_isKept)
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("lowcode-pg-").FullName;

    private static string FolderOf(string name) => Path.Combine(Path.GetTempPath(), name);

    // The server outlives a run that was killed.
    private async Task KillLeftAsync()
    {
        try
        {
            await PostgresPrograms.ServerAsync("pg_ctl", "-D", Data, "status");
        }
        catch (InvalidOperationException)
        {
            return;
        }

        await KillAsync();
    }

    private static async Task<PostgresCluster> StartAsync(string folder, string settings, bool isKept = false)
    {
        var cluster = new PostgresCluster(folder, settings, isKept);
        if (Directory.Exists(cluster.Data))
        {
            await cluster.KillLeftAsync();
            await cluster.StartAsync();
            return cluster;
        }

        Directory.CreateDirectory(folder);
        await PostgresPrograms.GiveAsync(folder);
        await PostgresPrograms.ServerAsync("initdb", "-D", cluster.Data, "-U", "lowcode", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await cluster.StartAsync();
        return cluster;
    }
}
