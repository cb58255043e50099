using System.Globalization;
using System.Reflection;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Migrations;

/// <summary>Brings a file to the newest schema: numbered SQL files, each in a transaction of its own, each once.</summary>
internal static class SchemaMigrations
{
    /// <exception cref="InvalidOperationException">The file was written by a newer version of the product.</exception>
    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        Execute(connection, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)");
        var known = Known();
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

        var current = Current(connection);
        if (current > known.Count)
        {
            throw new InvalidOperationException(
                $"Expected a database of schema version {known.Count} or older, but {connection.DataSource} has version {current}: a newer version of the product wrote it.");
        }
    }

    private static List<(int Version, string Sql)> Known()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var known = new List<(int, string)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            known.Add((int.Parse(name.AsSpan("migrations/".Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }

        return known;
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
