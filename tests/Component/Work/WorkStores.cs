using LowCode.Tests.Component.Work;
using LowCode.Tests.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(WorkStores))]

namespace LowCode.Tests.Component.Work;

/// <summary>
/// The databases that use cases are tested on. One PostgreSQL server serves all tests of this run, started when the first needs it; its
/// databases are copies of one that the product migrated.
/// </summary>
public sealed class WorkStores : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private const string Template = "migrated";

    private static readonly SemaphoreSlim _copying = new(1);
    private static readonly Lazy<Task<PostgresCluster>> _cluster = new(() => Task.Run(StartAsync));
    private static int _databases;

    /// <summary>A tenant with nothing in it, in a database of its own.</summary>
    internal static async Task<TestWork> OpenAsync(string store) => store == Sqlite ? await TestWork.EmptyAsync() : await TestWork.OnAsync(await NewDatabaseAsync());

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated)
        {
            await (await _cluster.Value).DisposeAsync();
        }
    }

    private static async Task<string> NewDatabaseAsync()
    {
        var cluster = await _cluster.Value;
        var name = $"work_{Interlocked.Increment(ref _databases)}";
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

    private static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await PostgresCluster.StartFastAsync();
        await cluster.SqlAsync($"CREATE DATABASE {Template}");
        await using var work = await TestWork.OnAsync(cluster.Connection(Template));
        return cluster;
    }
}
