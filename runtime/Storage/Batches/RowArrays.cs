using System.Collections.Concurrent;
using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>
/// A statement over many rows at once: they travel as arrays and stand in it as the table <c>w</c>. The statement writes <c>{w}</c> for
/// that table and <c>{columns}</c> for its columns' names.
/// </summary>
internal sealed class RowArrays<T>
{
    private readonly Column<T>[] _columns;
    private readonly ConcurrentBag<NpgsqlBatchCommand> _spare = [];

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

    /// <summary>The statement with its rows: one that was given back before, where there is one.</summary>
    public NpgsqlBatchCommand Command(IReadOnlyList<T> rows)
    {
        var command = _spare.TryTake(out var spare) ? spare : Make();

        // Naming the text makes it forget on which connection it was prepared.
        command.CommandText = Sql;
        Fill(command, rows);
        return command;
    }

    /// <summary>It was run and is not used any more.</summary>
    public void GiveBack(NpgsqlBatchCommand command)
    {
        Fill(command, null);
        _spare.Add(command);
    }

    private NpgsqlBatchCommand Make()
    {
        var command = new NpgsqlBatchCommand();
        Array.ForEach(_columns, c => command.Parameters.Add(c.Make()));
        return command;
    }

    private void Fill(NpgsqlBatchCommand command, IReadOnlyList<T>? rows)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Fill(command.Parameters[i], rows);
        }
    }
}
