using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>
/// Keeps the planner's picture of a young database true. A table that was empty when its statements were planned looks the same through
/// each of its indexes, and autovacuum comes once a minute; a first import is over by then. After 250, 500, 1,000 ... bursts, tables that
/// doubled since they were last looked at are analysed, which also plans their statements again.
/// </summary>
/// <param name="owner">Connection of the tables' owner.</param>
internal sealed class PlannerStatistics(string owner)
{
    private const long First = 250;

    /// <summary>Where this many were written by one process, autovacuum has long taken over.</summary>
    private const long Last = 1_000_000;

    private readonly Lock _lock = new();
    private long _written;
    private long _next = First;

    /// <summary>The last look; completed where there is none under way.</summary>
    public Task Latest { get; private set; } = Task.CompletedTask;

    public void Wrote(int bursts)
    {
        lock (_lock)
        {
            _written += bursts;
            if (_written >= _next && _next < Last && Latest.IsCompleted)
            {
                _next = Math.Max(_next * 2, _written);
                Latest = Task.Run(AnalyseAsync);
            }
        }
    }

    private async Task AnalyseAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(owner);
            await connection.OpenAsync();
            foreach (var table in await DoubledAsync(connection))
            {
                await using var analyse = new NpgsqlCommand($"ANALYZE {table}", connection);
                await analyse.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException)
        {
            // Statements are slower without, not wrong; whoever writes learns of a lost database by itself.
        }
    }

    private static async Task<List<string>> DoubledAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
              AND pg_relation_size(c.oid) / current_setting('block_size')::BIGINT > 2 * GREATEST(c.relpages, 0)
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
