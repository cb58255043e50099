using System.Data.Common;
using LowCode.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// A connection that cannot write and never waits for a writer. SQLite reads at once, so nothing here is waited for; a statement that takes too long is interrupted
/// from another thread.
/// </summary>
internal sealed class SqliteReadSession(SqliteConnection connection, Action<SqliteReadSession> giveBack) : ReadSession, IDisposable
{
    private readonly SqliteStatements _statements = new(connection);
    private bool _isSnapshot;
    private CancellationToken _cancellation;

    public SqliteConnection Connection => connection;

    public SqliteReadSession Begin(bool isSnapshot, CancellationToken cancellation)
    {
        (_isSnapshot, _cancellation) = (isSnapshot, cancellation);
        if (isSnapshot)
        {
            _statements.Bind("BEGIN", []).ExecuteNonQuery();
        }

        return this;
    }

    public override ValueTask DisposeAsync()
    {
        if (_isSnapshot)
        {
            _statements.Bind("COMMIT", []).ExecuteNonQuery();
        }

        giveBack(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the connection for good.</summary>
    public void Dispose()
    {
        _statements.Dispose();
        connection.Dispose();
    }

    protected override ValueTask<List<T>> RowsAsync<T>(
        string sql,
        ReadOnlySpan<(string Name, object? Value)> values,
        Func<DbDataReader, Func<DbDataReader, T>> mapOf)
    {
        _cancellation.ThrowIfCancellationRequested();

        // Its end waits for an interruption that is under way, so that none hits the next who reads on this connection.
        using var interruption = _cancellation.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle);
        try
        {
            using var reader = _statements.Bind(sql, values).ExecuteReader();
            var map = mapOf(reader);
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(map(reader));
            }

            return ValueTask.FromResult(rows);
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(interrupted.Message, interrupted, _cancellation);
        }
    }
}
