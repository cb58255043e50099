using LowCode.Definitions;

namespace LowCode.Storage.Databases;

/// <summary>A database as the ports use it: SQL in, rows out.</summary>
internal interface IDatabase
{
    Dialect Dialect { get; }

    /// <summary>Dispose gives the reader back.</summary>
    ValueTask<ReadSession> ReadAsync(ReadScope scope, CancellationToken cancellation);

    /// <summary>
    /// Runs the work in a transaction on one tenant's rows; the answer arrives after the commit. The work may run again where a transaction
    /// was lost before anybody was answered, so it depends on nothing but its input and the database.
    /// </summary>
    Task<T> WriteAsync<T>(TenantId tenant, Func<WriteSession, T> work, CancellationToken cancellation);

    /// <summary>Like <see cref="WriteAsync"/>, on the columns by which background loops claim rows of all tenants.</summary>
    Task<T> ClaimAsync<T>(Func<WriteSession, T> work, CancellationToken cancellation);
}

internal static class DatabaseWrites
{
    public static Task WriteAsync(this IDatabase database, TenantId tenant, Action<WriteSession> work, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                work(session);
                return true;
            },
            cancellation);
}
