using LowCode.Storage.Migrations;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>The one database file: how it is opened for writing (once) and for reading (pooled).</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly StorageOptions _options;
    private readonly string _readConnection;

    public SqliteFile(StorageOptions options, TimeProvider time)
    {
        options.Validate();
        _options = options;
        Directory.CreateDirectory(options.DataFolder);
        _readConnection = new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
            DefaultTimeout = Math.Max(1, options.BusyTimeout / 1000),
        }.ToString();
        using var connection = OpenWriter();
        SchemaMigrations.Apply(connection, time);
    }

    /// <summary>Whoever wants to know what is asked of the database: tests look at the plans of all queries.</summary>
    internal event Action<SqliteConnection>? ReaderOpened;

    public int BatchSize => _options.BatchSize;

    /// <summary>A connection that may write: WAL, and every commit is on the disk before it returns.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _options.DatabaseFile,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            PRAGMA busy_timeout = {_options.BusyTimeout};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -32768;
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>A pooled connection that cannot write and never waits for a writer. Dispose gives it back.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_readConnection);
        connection.Open();
        ReaderOpened?.Invoke(connection);
        return connection;
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_readConnection);
        SqliteConnection.ClearPool(connection);
    }
}
