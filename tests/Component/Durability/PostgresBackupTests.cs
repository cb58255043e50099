using LowCode.Definitions;
using LowCode.Storage;
using LowCode.Storage.Backups;
using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>The restore drill on PostgreSQL, from one server to another, and what happens when a server goes away and comes back.</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-backup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_is_restored_on_another_server_and_runs_on()
    {
        await using var here = await PostgresCluster.StartFastAsync();
        await using var there = await PostgresCluster.StartFastAsync();
        var (from, to) = (await DatabaseAsync(here), await DatabaseAsync(there));
        string instance;
        await using (var work = await TestWork.OnAsync(from))
        {
            await Processes.PublishAsync(work, Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
            instance = await PromiseTests.StartAsync(work, "waiter");
            await new Backup(OptionsOf(from), TimeProvider.System).WriteAsync(Path.Combine(_folder, "backup"), Cancellation);
        }

        await new Backup(OptionsOf(to), TimeProvider.System).RestoreAsync(Path.Combine(_folder, "backup"), Cancellation);

        await using var restored = await TestWork.OnAsync(to);
        Assert.Equal(1, (await PromiseTests.SendAsync(restored, instance, "Ping")).Resumed);
    }

    [Fact]
    public async Task Work_goes_on_by_itself_when_the_database_is_back()
    {
        await using var cluster = await PostgresCluster.StartFastAsync();
        await using var work = await TestWork.OnAsync(await DatabaseAsync(cluster));
        await Processes.PublishAsync(work, Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var instance = await PromiseTests.StartAsync(work, "waiter");

        await cluster.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => PromiseTests.SendAsync(work, instance, "Ping", "same"));
        await cluster.StartAsync();

        Assert.Equal(1, (await UntilAsync(() => PromiseTests.SendAsync(work, instance, "Ping", "same"))).Resumed);
        Assert.Equal("Finished", (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.Status);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A connection that broke is found out by using it.
    private static async Task<T> UntilAsync<T>(Func<Task<T>> attempt)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                return await attempt();
            }
            catch (Npgsql.NpgsqlException) when (left > 0)
            {
                continue;
            }
        }
    }

    private static async Task<string> DatabaseAsync(PostgresCluster cluster)
    {
        await cluster.SqlAsync("CREATE DATABASE agency");
        return cluster.Connection("agency");
    }

    private StorageOptions OptionsOf(string connection) => new() { DataFolder = Path.Combine(_folder, "data"), PostgresConnection = connection };
}
