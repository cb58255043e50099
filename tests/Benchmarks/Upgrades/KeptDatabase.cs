using System.IO.Compression;
using LowCode.Storage;
using LowCode.Storage.Backups;
using LowCode.Storage.Migrations;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Work;
using LowCode.Work.WakeUps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Upgrades;

/// <summary>
/// A database with instances in the middle of their work, as some version of the product wrote it. One is kept per schema version, so that
/// every later build shows that it opens and finishes them.
/// </summary>
internal static class KeptDatabase
{
    public const int Instances = 200;

    /// <summary>PostgreSQL databases are kept from this schema on.</summary>
    private const int FirstOfPostgres = 13;

    private const string SqliteEnding = ".db.gz";
    private const string PostgresEnding = ".postgres.backup";

    private static readonly string[] _processes = [CrashProcesses.Events, CrashProcesses.Timers, CrashProcesses.Branches, CrashProcesses.People];

    /// <summary>
    /// Files that must be kept: of each database the newest schema but one, so that whoever adds a migration finds out that nobody kept what
    /// it migrates.
    /// </summary>
    public static IEnumerable<string> Demanded =>
        new[] { (Store: "sqlite", First: 1, Ending: SqliteEnding), (Store: "postgres", First: FirstOfPostgres, Ending: PostgresEnding) }
            .Select(kept => (Version: MigrationScript.Of(kept.Store)[^2].Version, kept.First, kept.Ending))
            .Where(kept => kept.Version >= kept.First)
            .Select(kept => NameOf(kept.Version, kept.Ending));

    public static IEnumerable<string> Files(string folder, bool isPostgres) =>
        Directory.EnumerateFiles(folder, "*" + (isPostgres ? PostgresEnding : SqliteEnding)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>Writes one with the schema of this build; answers its file.</summary>
    /// <param name="postgres">Connection to an empty database; null: SQLite.</param>
    public static async Task<string> WriteAsync(string folder, string? postgres, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("lowcode-kept-").FullName;
        try
        {
            var options = new StorageOptions { DataFolder = work, PostgresConnection = postgres };
            await using (var services = Open(options))
            {
                await StartAsync(services, cancellation);
            }

            Directory.CreateDirectory(folder);
            return postgres is null ? await PackAsync(options.DatabaseFile, folder, cancellation) : await BackUpAsync(options, folder, cancellation);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Opens a kept database with this build and brings all its instances to their end; answers how many are finished.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="postgres">Connection to the empty database that it goes to; null: SQLite.</param>
    public static async Task<long> FinishAsync(string file, string folder, string? postgres, CancellationToken cancellation)
    {
        var options = new StorageOptions { DataFolder = folder, PostgresConnection = postgres };
        Directory.CreateDirectory(folder);
        await (postgres is null ? UnpackAsync(file, options.DatabaseFile, cancellation) : new Backup(options, TimeProvider.System).RestoreAsync(file, cancellation));
        await using var services = Open(options);
        var round = services.GetRequiredService<WakeUpRound>();
        var database = CrashDatabase.Of(new CrashHostOptions(postgres ?? "", folder, new Uri("http://localhost"), ""));
        var running = await database.ReadAsync(view => view.RowsAsync(
            "SELECT tenant_id, instance_id, definition_id FROM instance", r => (Tenant: r.GetString(0), Instance: r.GetString(1), Process: r.GetString(2))));
        foreach (var (tenant, instance, process) in running)
        {
            string[] events = process switch { CrashProcesses.Events => ["first", "second"], CrashProcesses.Timers => ["go"], CrashProcesses.Branches => ["left"], _ => [] };
            foreach (var name in events)
            {
                await new CrashRequest(tenant, $"{instance}-{name}", name, instance).HandleAsync(services, "event", cancellation);
            }
        }

        while (await database.ReadAsync(view => view.RowsAsync(
            "SELECT tenant_id, task_id FROM task WHERE state = 'open'", r => (Tenant: r.GetString(0), Task: r.GetString(1)))) is { Count: > 0 } open)
        {
            foreach (var (tenant, task) in open)
            {
                await new CrashRequest(tenant, task, "task", task).HandleAsync(services, "complete", cancellation);
            }
        }

        // Timers of a third of a second are set on the way.
        var since = TimeProvider.System.GetTimestamp();
        var finished = 0L;
        while (finished < running.Count && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(1))
        {
            await round.RunAsync(cancellation);
            finished = await database.ReadAsync(view => view.CountAsync("SELECT COUNT(*) FROM instance WHERE status = 'Finished'"));
        }

        return finished;
    }

    private static async Task StartAsync(ServiceProvider services, CancellationToken cancellation)
    {
        await CrashHost.PrepareAsync(services);
        for (var i = 0; i < Instances; i++)
        {
            var process = _processes[i % _processes.Length];
            var isCase = process == CrashProcesses.People;
            await new CrashRequest(CrashWorkload.Tenants[i / _processes.Length % 2], $"{i}-start", isCase ? CrashProcesses.CaseType : process, null)
                .HandleAsync(services, isCase ? "case" : "start", cancellation);
        }
    }

    private static async Task<string> PackAsync(string database, string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, NameOf(Version(database), SqliteEnding));
        await using var source = File.OpenRead(database);
        await using var target = new GZipStream(File.Create(file), CompressionLevel.SmallestSize);
        await source.CopyToAsync(target, cancellation);
        return file;
    }

    private static async Task<string> BackUpAsync(StorageOptions options, string folder, CancellationToken cancellation)
    {
        var made = Path.Combine(options.DataFolder, "made");
        var manifest = await new Backup(options, TimeProvider.System).WriteAsync(made, cancellation);
        var file = Path.Combine(folder, NameOf(manifest.SchemaVersion, PostgresEnding));
        File.Copy(made, file, overwrite: true);
        return file;
    }

    private static async Task UnpackAsync(string file, string database, CancellationToken cancellation)
    {
        await using var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        await using var target = File.Create(database);
        await source.CopyToAsync(target, cancellation);
    }

    private static string NameOf(long version, string ending) => FormattableString.Invariant($"schema-{version:0000}{ending}");

    private static ServiceProvider Open(StorageOptions options) => new ServiceCollection().AddLogging().AddStorage(options).AddWork().BuildServiceProvider();

    private static long Version(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(version) FROM schema_version";
        return (long)command.ExecuteScalar()!;
    }
}
