using LowCode.Storage.Rows;
using Npgsql;

namespace LowCode.Storage.Migrations;

/// <summary>Brings a database to the newest schema: each script in a transaction of its own, once, also where several nodes start at once.</summary>
internal static class PostgresSchema
{
    /// <summary>Names the advisory lock that migrating nodes queue for; any number that nothing else in the database uses.</summary>
    private const long MigrationLock = 5_209_117_001;

    /// <param name="connection">Open, as the owner of the tables.</param>
    /// <exception cref="NewerDatabaseException">The database was written by a newer version of the product.</exception>
    /// <exception cref="InvalidOperationException">The owner may not make roles.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, TimeProvider time, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        try
        {
            await ExecuteAsync(
                connection,
                "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, applied_at TEXT COLLATE \"C\" NOT NULL)",
                cancellation);
            var known = MigrationScript.Of("postgres");
            var current = await CurrentAsync(connection, cancellation);
            foreach (var (version, sql) in known.Where(s => s.Version > current))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await ExecuteAsync(connection, sql, cancellation);
                await ExecuteAsync(connection, $"INSERT INTO schema_version VALUES ({version}, '{time.GetUtcNow().ToRow()}')", cancellation);
                await transaction.CommitAsync(cancellation);
            }

            MigrationScript.DemandKnown(await CurrentAsync(connection, cancellation), known, connection.Database);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"Expected that {connection.UserName} may migrate database {connection.Database}, but: {refused.MessageText}. "
                + "The user of the connection must own the database; the roles lowcode_application and lowcode_claiming must exist and be granted to it, "
                + "or it must be allowed to create roles.",
                refused);
        }
        finally
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    private static async Task<long> CurrentAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT COALESCE(MAX(version), 0) FROM schema_version", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
