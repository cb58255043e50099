using System.Collections.Concurrent;
using LowCode.Storage.Migrations;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>The one database file: how it is opened for writing (once) and for reading (kept for the next reader).</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly StorageOptions _options;
    private readonly string _readConnection;
    private readonly ConcurrentBag<SqliteReadSession> _idle = [];
    private volatile bool _isClosed;

    public SqliteFile(StorageOptions options, TimeProvider time)
    {
        options.Validate();
        _options = options;
        Directory.CreateDirectory(options.DataFolder);
        _readConnection = new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = Math.Max(1, options.BusyTimeout / 1000),
        }.ToString();
        using var connection = OpenWriter();
        SqliteSchema.Apply(connection, time);
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
            PRAGMA synchronous = {_options.Synchronous};
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -32768;
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    public SqliteReadSession Read(bool isSnapshot, CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var session))
        {
            var connection = new SqliteConnection(_readConnection);
            connection.Open();
            session = new SqliteReadSession(connection, GiveBack);
        }

        ReaderOpened?.Invoke(session.Connection);
        return session.Begin(isSnapshot, cancellation);
    }

    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void GiveBack(SqliteReadSession session)
    {
        if (_isClosed)
        {
            session.Dispose();
        }
        else
        {
            _idle.Add(session);
        }
    }
}
