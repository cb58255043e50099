using LowCode.Storage;
using LowCode.Storage.Databases;
using LowCode.Storage.Sqlite;
using LowCode.Tests.Contract.Instances;
using LowCode.Tests.Contract.Stores;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCode.Tests.Contract.Sqlite;

public sealed class SqliteStoreFaultsTests : StoreFaultsContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    /// <summary>Where the file should be is a folder.</summary>
    protected override StorageOptions Unreachable(string folder)
    {
        var options = new StorageOptions { DataFolder = folder };
        Directory.CreateDirectory(options.DatabaseFile);
        return options;
    }

    protected override async Task<Exception?> ReadOnlyAsync(Func<Task> work)
    {
        // Nothing is written while the setting changes.
        var connection = await Store.Get<IDatabase>().WriteAsync(Burst.Tenant, session => ((SqliteWriteSession)session).Connection, Cancellation);
        Set(connection, "ON");
        var failure = await Record.ExceptionAsync(work);
        Set(connection, "OFF");
        return failure;
    }

    private static void Set(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA query_only = {mode}";
        command.ExecuteNonQuery();
    }
}
