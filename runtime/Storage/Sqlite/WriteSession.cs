using LowCode.Work.Failpoints;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// What a write job works with: the writer's connection with every statement prepared once. Belongs to the writer's loop; a job must
/// not keep it.
/// </summary>
internal sealed class WriteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>Set by a job that decided to write nothing: all that it wrote is rolled back.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Ends the job with an answer that wrote nothing.</summary>
    public T Refuse<T>(T answer)
    {
        IsRefused = true;
        return answer;
    }

    public void Accept() => IsRefused = false;

    /// <summary>Runs a statement; answers how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Run(sql, Bind(sql, values), command => command.ExecuteNonQuery());

    /// <summary>First column of the first row; null where there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Run(sql, Bind(sql, values), command => command.ExecuteScalar()) is { } value and not DBNull ? value : null;

    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Failpoint.Before(sql);
        var rows = new List<T>();
        using (var reader = Bind(sql, values).ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add(map(reader));
            }
        }

        Failpoint.After(sql);
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static T Run<T>(string sql, SqliteCommand command, Func<SqliteCommand, T> execute)
    {
        Failpoint.Before(sql);
        var result = execute(command);
        Failpoint.After(sql);
        return result;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
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
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        return command;
    }
}
