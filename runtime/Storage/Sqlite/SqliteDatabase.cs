using LowCode.Definitions;
using LowCode.Storage.Databases;

namespace LowCode.Storage.Sqlite;

/// <summary>One file with one writer: tenants are told apart by the statements alone, and a claim is a write like any other.</summary>
internal sealed class SqliteDatabase(SqliteFile file, SqliteWriter writer) : IDatabase
{
    public Dialect Dialect => Dialect.Sqlite;

    public ValueTask<ReadSession> ReadAsync(ReadScope scope, CancellationToken cancellation) => ValueTask.FromResult<ReadSession>(file.Read(scope.IsSnapshot, cancellation));

    public Task<T> WriteAsync<T>(TenantId tenant, Func<WriteSession, T> work, CancellationToken cancellation) => writer.WriteAsync(work, cancellation);

    public Task<T> ClaimAsync<T>(Func<WriteSession, T> work, CancellationToken cancellation) => writer.WriteAsync(work, cancellation);
}
