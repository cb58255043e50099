using LowCode.Storage;
using LowCode.Storage.Databases;
using LowCode.Tests.Contract.Postgres;
using LowCode.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace LowCode.Tests.Contract.Postgres;

/// <summary>One server for all tests of this run, started when the first needs it. Databases are copies of one that the product migrated.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Template = "migrated";

    private static readonly SemaphoreSlim _copying = new(1);
    private static readonly Lazy<Task<PostgresCluster>> _cluster = new(() => Task.Run(StartAsync));
    private static int _databases;

    public static Task<PostgresCluster> ClusterAsync() => _cluster.Value;

    /// <summary>Connection to a fresh database with the product's schema.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var cluster = await _cluster.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await _copying.WaitAsync();
        try
        {
            await cluster.SqlAsync($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
        }
        finally
        {
            _copying.Release();
        }

        return cluster.Connection(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated)
        {
            await (await _cluster.Value).DisposeAsync();
        }
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Template}");
        await using var services = new ServiceCollection()
            .AddStorage(new StorageOptions { DataFolder = Path.GetTempPath(), PostgresConnection = cluster.Connection(Template) })
            .BuildServiceProvider();
        await using (await services.GetRequiredService<IDatabase>().ReadAsync(ReadScope.Claims, CancellationToken.None))
        {
            // The first reader migrates.
        }

        return cluster;
    }
}
