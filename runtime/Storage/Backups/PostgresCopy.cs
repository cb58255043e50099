using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace LowCode.Storage.Backups;

/// <summary>By PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>, as the owner of the tables, who sees the rows of all tenants.</summary>
internal sealed class PostgresCopy(StorageOptions options) : IDatabaseCopy
{
    /// <summary>Rights in the copy are given to these; a new server does not have them yet.</summary>
    private const string Roles =
        """
        DO $$
        BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'lowcode_application') THEN CREATE ROLE lowcode_application NOLOGIN; END IF;
          IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'lowcode_claiming') THEN CREATE ROLE lowcode_claiming NOLOGIN; END IF;
        END $$;
        GRANT lowcode_application, lowcode_claiming TO CURRENT_USER
        """;

    private readonly NpgsqlConnectionStringBuilder _owner = new(options.PostgresOwnerConnection ?? options.PostgresConnection) { Pooling = false };

    public string Store => "postgres";

    public async Task<ICopiedRows> WriteAsync(string file, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_owner.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            var rows = new Rows(connection, await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation));

            // The scheduler makes its own tables again.
            await RunAsync(
                "pg_dump",
                ["--format=custom", "--no-owner", "--exclude-table=qrtz_*", "--snapshot", await rows.ExportAsync(cancellation), "--file", file],
                cancellation);
            return rows;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_owner.ToString());
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT to_regclass('schema_version') IS NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task RestoreAsync(string file, CancellationToken cancellation)
    {
        await using (var connection = new NpgsqlConnection(_owner.ToString()))
        {
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand(Roles, connection);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await RunAsync("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", file], cancellation);
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, [.. arguments, "--host", _owner.Host!, "--port", _owner.Port.ToString(CultureInfo.InvariantCulture), "--username", _owner.Username!, "--dbname", _owner.Database!])
        {
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = _owner.Password;
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new BackupException(BackupProblem.DatabaseTool, $"{program}: {said.Trim()}");
            }
        }
        catch (Win32Exception)
        {
            throw new BackupException(BackupProblem.DatabaseTool, program);
        }
    }

    /// <summary>A transaction that sees what the copy has.</summary>
    private sealed class Rows(NpgsqlConnection connection, NpgsqlTransaction transaction) : ICopiedRows
    {
        public async Task<string> ExportAsync(CancellationToken cancellation)
        {
            await using var command = new NpgsqlCommand("SELECT pg_export_snapshot()", connection, transaction);
            return (string)(await command.ExecuteScalarAsync(cancellation))!;
        }

        public async Task<bool> IsNeededAsync(NeededFile file, CancellationToken cancellation)
        {
            await using var command = new NpgsqlCommand(NeededFile.Sql, connection, transaction);
            command.Parameters.AddWithValue("tenant", file.Tenant);
            command.Parameters.AddWithValue("id", file.Id);
            return await command.ExecuteScalarAsync(cancellation) is not null;
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
