using LowCode.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Contract.Sqlite;

/// <summary>A SQLite file in a folder of its own.</summary>
/// <param name="busyTimeout">Milliseconds to wait for another process.</param>
public sealed class SqliteTestStore(int busyTimeout = 30_000) : TestStore
{
    private readonly StorageOptions _options = new() { DataFolder = Directory.CreateTempSubdirectory("lowcode-store-").FullName, BusyTimeout = busyTimeout };

    public string Folder => _options.DataFolder;

    public override object? Scalar(string sql)
    {
        _ = Services;
        using var connection = new SqliteConnection($"Data Source={_options.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    protected override ServiceProvider Open()
    {
        var services = new ServiceCollection().AddStorage(_options).BuildServiceProvider(validateScopes: true);

        // The file is made by the first port that is used.
        _ = services.GetRequiredService<LowCode.Work.Instances.IBurstStore>();
        return services;
    }

    protected override void Delete() => Directory.Delete(_options.DataFolder, recursive: true);
}
