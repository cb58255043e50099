using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>The database of the process that is killed, read straight, beside it.</summary>
internal sealed class CrashDatabase(Func<DbConnection> connect)
{
    public static CrashDatabase Of(CrashHostOptions options)
    {
        if (options.Storage().PostgresConnection is { } connection)
        {
            return new CrashDatabase(() => new NpgsqlConnection(connection));
        }

        var file = options.Storage().DatabaseFile;
        return new CrashDatabase(() => new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30"));
    }

    /// <summary>One view of all rows, whatever is written meanwhile.</summary>
    public async Task<T> ReadAsync<T>(Func<View, Task<T>> read)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        return await read(new View(connection, transaction));
    }

    public async Task DeleteBookmarkAsync(string tenant, string instance, string bookmark)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        foreach (var table in new[] { "timer", "bookmark" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM {table} WHERE tenant_id = @tenant AND instance_id = @instance AND bookmark_id = @bookmark";
            View.Bind(command, ("tenant", tenant), ("instance", instance), ("bookmark", bookmark));
            await command.ExecuteNonQueryAsync();
        }
    }

    internal sealed class View(DbConnection connection, DbTransaction transaction)
    {
        /// <summary>The column is at least <c>@from</c>, or one of the list <c>@open</c>.</summary>
        public string IsAmong(string column) => connection is NpgsqlConnection
            ? $"({column} >= @from OR {column} = ANY(@open))"
            : $"({column} >= @from OR {column} IN (SELECT value FROM json_each(@open)))";

        /// <summary>A list as a value of the database.</summary>
        public object ListOf(IReadOnlyList<string> texts) => connection is NpgsqlConnection ? texts.ToArray() : JsonSerializer.Serialize(texts);

        public async Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> map, params (string Name, object Value)[] values)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            Bind(command, values);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await reader.ReadAsync())
            {
                rows.Add(map(reader));
            }

            return rows;
        }

        public async Task<long> CountAsync(string sql, params (string Name, object Value)[] values) =>
            (await RowsAsync(sql, r => Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture), values)).Single();

        internal static void Bind(DbCommand command, params (string Name, object Value)[] values)
        {
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }
        }
    }
}
