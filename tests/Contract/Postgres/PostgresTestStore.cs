using LowCode.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>A PostgreSQL database of its own.</summary>
public sealed class PostgresTestStore : TestStore
{
    private readonly StorageOptions _options;
    private readonly Lazy<NpgsqlConnection> _superuser;

    private PostgresTestStore(string connection)
    {
        _options = new StorageOptions
        {
            DataFolder = Directory.CreateTempSubdirectory("lowcode-store-").FullName,
            PostgresConnection = connection,
        };
        _superuser = new Lazy<NpgsqlConnection>(() =>
        {
            var opened = new NpgsqlConnection(connection + ";Pooling=false");
            opened.Open();
            return opened;
        });
    }

    /// <summary>As the superuser.</summary>
    public string Connection => _options.PostgresConnection!;

    public static async Task<PostgresTestStore> CreateAsync() => new(await PostgresServer.NewDatabaseAsync());

    /// <summary>A second node.</summary>
    public PostgresTestStore SameDatabase() => new(Connection);

    public override object? Scalar(string sql)
    {
        using var command = new NpgsqlCommand(sql, _superuser.Value);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    protected override ServiceProvider Open() => new ServiceCollection().AddStorage(_options).BuildServiceProvider(validateScopes: true);

    protected override void Delete()
    {
        if (_superuser.IsValueCreated)
        {
            _superuser.Value.Dispose();
        }

        Directory.Delete(_options.DataFolder, recursive: true);
    }
}
