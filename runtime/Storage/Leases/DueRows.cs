using System.Data.Common;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;

namespace LowCode.Storage.Leases;

/// <summary>Rows of all tenants whose time <c>available_at</c> has come, given to one who looks and to nobody else until the lease ends.</summary>
/// <param name="table">It has an index on <c>available_at</c>.</param>
/// <param name="key">Columns of its primary key.</param>
/// <param name="columns">What the reader reads.</param>
/// <param name="counted">What a lease sets besides, as SQL; empty: nothing.</param>
internal sealed class DueRows<T>(IDatabase database, string table, string key, string columns, Func<DbDataReader, T> read, string counted = "")
{
    private readonly string _isAnyDue = $"SELECT 1 FROM {table} WHERE available_at <= @now ORDER BY available_at LIMIT 1";

    private readonly string _lease =
        $"""
        UPDATE {table} SET available_at = @until{(counted.Length == 0 ? "" : ", " + counted)}
        WHERE ({key}) IN (
          SELECT {key} FROM {table}
          WHERE available_at <= @now
          ORDER BY available_at
          LIMIT @limit
          {database.Dialect.SkipLocked})
        RETURNING {columns}
        """;

    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<T>> LeaseAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        // Most looks find nothing: those do not queue for the writer.
        await using (var session = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            if (await session.ScalarAsync(_isAnyDue, ("now", now.ToRow())) is null)
            {
                return [];
            }
        }

        return await database.ClaimAsync(
            session => session.Query(_lease, read, ("until", until.ToRow()), ("now", now.ToRow()), ("limit", limit)), cancellation);
    }
}
