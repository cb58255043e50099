using System.Data.Common;
using LowCode.Storage.Databases;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>One transaction that is not a burst's.</summary>
internal sealed class PostgresWriteSession(NpgsqlConnection connection, Action<string>? asked) : WriteSession, IDisposable
{
    private readonly List<NpgsqlCommand> _commands = [];

    public void Dispose() => _commands.ForEach(c => c.Dispose());

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        asked?.Invoke(sql);
        var positional = PositionalSql.Of(sql);
        var command = new NpgsqlCommand(positional.Text, connection);
        PostgresValues.Add(command.Parameters, positional, values);
        _commands.Add(command);
        return command;
    }
}
