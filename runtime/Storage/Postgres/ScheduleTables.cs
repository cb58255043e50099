using LowCode.Work.Stores;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <inheritdoc cref="IScheduleTables"/>
internal sealed class ScheduleTables(PostgresDatabase database, StorageOptions options) : IScheduleTables
{
    /// <summary>Names the advisory lock that starting nodes queue for; any number that nothing else in the database uses.</summary>
    private const long ProvisioningLock = 5_209_117_002;

    private const string Grant =
        """
        DO $$
        DECLARE made TEXT;
        BEGIN
          FOR made IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'qrtz\_%' LOOP
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lowcode_application', made);
          END LOOP;
        END $$
        """;

    public string Connection { get; } = PostgresDatabase.InRole(options.PostgresConnection!, "lowcode_application");

    public async Task ProvisionAsync(Func<string, Task> make, CancellationToken cancellation)
    {
        // The role that is given the rights comes with the product's own tables.
        await database.MigratedAsync().WaitAsync(cancellation);
        var owner = new NpgsqlConnectionStringBuilder(options.PostgresOwnerConnection ?? options.PostgresConnection!) { Pooling = false }.ToString();
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancellation);

        // Held until the connection closes: two grants of one table at the same time fail.
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({ProvisioningLock})", cancellation);
        await make(owner);
        await ExecuteAsync(connection, Grant, cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
