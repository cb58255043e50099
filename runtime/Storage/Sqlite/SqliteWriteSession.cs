using System.Data.Common;
using LowCode.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>The writer's connection. Belongs to the writer's loop.</summary>
internal sealed class SqliteWriteSession(SqliteConnection connection) : WriteSession, IDisposable
{
    private readonly SqliteStatements _statements = new(connection);
    private readonly SqliteChanges _changes = new(connection);

    /// <summary>For tests that count what is asked of it.</summary>
    internal SqliteConnection Connection => connection;

    public void Dispose()
    {
        _changes.Dispose();
        _statements.Dispose();
        connection.Dispose();
    }

    protected override int Change(string sql, ReadOnlySpan<(string Name, object? Value)> values) => _changes.Run(sql, values);

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values) => _statements.Bind(sql, values);
}
