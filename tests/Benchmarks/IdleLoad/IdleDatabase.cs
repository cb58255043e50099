using System.Data.Common;
using LowCode.Storage;

namespace LowCode.Tests.Benchmarks.IdleLoad;

/// <summary>A database that can be filled with idle instances: copies of real rows, under ids of their own.</summary>
internal abstract class IdleDatabase
{
    /// <summary>The tables that hold an instance, each with the column that names it.</summary>
    private static readonly (string Table, string Owner)[] _tables =
        [("instance", "instance_id"), ("journal", "instance_id"), ("bookmark", "instance_id"), ("inbox", "consumer")];

    public abstract StorageOptions Options { get; }

    /// <summary>
    /// Copies one instance that ended and one that waits so often. A copy's id begins with a letter that no real one has, so it is idle for
    /// ever: nobody knows it.
    /// </summary>
    public async Task FillAsync(int finished, int waiting, CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await PrepareAsync(connection);
        foreach (var (status, count) in new[] { ("Finished", finished), ("Running", waiting) })
        {
            var original = (string)(await ScalarAsync(connection, $"SELECT instance_id FROM instance WHERE status = '{status}' AND instance_id < 'A' LIMIT 1"))!;
            foreach (var (table, owner) in _tables)
            {
                var columns = await ColumnsAsync(connection, table);
                var values = columns.Select(c => c == owner ? IdOf(status[..1]) : "o." + c);
                await ExecuteAsync(
                    connection,
                    $"""
                    {Numbers(count)}
                    INSERT INTO {table} ({string.Join(", ", columns)})
                    SELECT {string.Join(", ", values)}
                    FROM n CROSS JOIN {table} o
                    WHERE o.{owner} = '{original}'
                    """);
            }
        }

        await FinishAsync(connection);
    }

    /// <summary>How often whole tables of the engine were read, those that are worth an index; null: this database does not count.</summary>
    public abstract Task<long?> SequentialScansAsync();

    protected abstract DbConnection Connect();

    protected abstract Task PrepareAsync(DbConnection connection);

    protected abstract Task FinishAsync(DbConnection connection);

    protected abstract Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table);

    /// <summary>The common table <c>n</c> with the column <c>value</c>, 1 to the count.</summary>
    protected abstract string Numbers(int count);

    protected abstract string IdOf(string letter);

    protected static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    protected static async Task<object?> ScalarAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync();
    }

    protected static async Task<IReadOnlyList<string>> TextsAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }
}
