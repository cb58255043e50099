using System.IO.Compression;
using LowCode.Storage;
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

    private static readonly string[] _processes = [CrashProcesses.Events, CrashProcesses.Timers, CrashProcesses.Branches, CrashProcesses.People];

    /// <summary>Writes one with the schema of this build; answers its file.</summary>
    public static async Task<string> WriteAsync(string folder, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("lowcode-kept-").FullName;
        try
        {
            var options = new StorageOptions { DataFolder = work };
            await using (var services = Open(options))
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

            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, FormattableString.Invariant($"schema-{Version(options.DatabaseFile):0000}.db.gz"));
            await using var source = File.OpenRead(options.DatabaseFile);
            await using var target = new GZipStream(File.Create(file), CompressionLevel.SmallestSize);
            await source.CopyToAsync(target, cancellation);
            return file;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Opens a kept database with this build and brings all its instances to their end; answers how many are finished.</summary>
    public static async Task<long> FinishAsync(string file, string folder, CancellationToken cancellation)
    {
        var options = new StorageOptions { DataFolder = folder };
        Directory.CreateDirectory(folder);
        await using (var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
        {
            await using var target = File.Create(options.DatabaseFile);
            await source.CopyToAsync(target, cancellation);
        }

        await using var services = Open(options);
        var round = services.GetRequiredService<WakeUpRound>();
        var database = CrashDatabase.Of(new CrashHostOptions("", folder, new Uri("http://localhost"), ""));
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
