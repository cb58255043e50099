using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>The statements of one connection, each prepared once.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>Statements that are put together for a search have many spellings: more than this are not kept.</summary>
    private const int Most = 300;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count >= Most)
            {
                Clear();
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
            }

            _prepared[sql] = command;
        }

        // One text is used by one method, so the order of its values is always the same.
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value switch
            {
                null => DBNull.Value,
                IReadOnlyList<string> list => Rows.RowJson.Write(list),
                var value => value,
            };
        }

        return command;
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }
}
