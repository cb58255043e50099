using LowCode.Storage;
using LowCode.Tests.Contract.Stores;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

public sealed class PostgresStoreFaultsTests : StoreFaultsContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();

    /// <summary>Nobody listens in the folder.</summary>
    protected override StorageOptions Unreachable(string folder) => new() { DataFolder = folder, PostgresConnection = $"Host={folder};Database=away;Username=lowcode" };

    protected override async Task<Exception?> ReadOnlyAsync(Func<Task> work)
    {
        var database = new NpgsqlConnectionStringBuilder(((PostgresTestStore)Store).Connection).Database;
        Store.Scalar($"ALTER DATABASE {database} SET default_transaction_read_only = on");
        await Store.ReopenAsync();
        var failure = await Record.ExceptionAsync(work);
        Store.Scalar($"ALTER DATABASE {database} RESET default_transaction_read_only");
        await Store.ReopenAsync();
        return failure;
    }
}
