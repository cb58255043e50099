using LowCode.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Migrations;

/// <summary>Brings a file to the newest schema: each script in a transaction of its own, once.</summary>
internal static class SqliteSchema
{
    /// <exception cref="NewerDatabaseException">The file was written by a newer version of the product.</exception>
    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        Execute(connection, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)");
        var known = MigrationScript.Of("sqlite");
        foreach (var (version, sql) in known)
        {
            // The version is read again inside the transaction: another process may migrate the same file now.
            Execute(connection, "BEGIN IMMEDIATE");
            try
            {
                if (Current(connection) < version)
                {
                    Execute(connection, sql);
                    Execute(connection, $"INSERT INTO schema_version VALUES ({version}, '{time.GetUtcNow().ToRow()}')");
                }

                Execute(connection, "COMMIT");
            }
            catch
            {
                Execute(connection, "ROLLBACK");
                throw;
            }
        }

        MigrationScript.DemandKnown(Current(connection), known, connection.DataSource);
    }

    private static long Current(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
