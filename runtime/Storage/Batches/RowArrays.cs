using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>
/// A statement over many rows at once: they travel as arrays and stand in it as the table <c>w</c>. The statement writes <c>{w}</c> for
/// that table and <c>{columns}</c> for its columns' names.
/// </summary>
internal sealed class RowArrays<T>
{
    private readonly Column<T>[] _columns;

    public RowArrays(string sql, params Column<T>[] columns)
    {
        _columns = columns;
        var names = string.Join(", ", columns.Select(c => c.Name));
        var arrays = string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.Type}[]"));
        Sql = sql
            .Replace("{w}", $"unnest({arrays}) AS w ({names})", StringComparison.Ordinal)
            .Replace("{columns}", names, StringComparison.Ordinal);
    }

    public string Sql { get; }

    /// <summary>All rows into the table, columns as they are named.</summary>
    public static RowArrays<T> Insert(string table, params Column<T>[] columns) =>
        new($"INSERT INTO {table} ({{columns}}) SELECT * FROM {{w}}", columns);

    public NpgsqlBatchCommand Command(IReadOnlyList<T> rows)
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var column in _columns)
        {
            command.Parameters.Add(column.Values(rows));
        }

        return command;
    }
}
