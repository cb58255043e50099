using System.Data.Common;
using LowCode.Storage.Databases;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>A pooled connection that reads. The tenants travel with each statement in one round trip.</summary>
/// <param name="transaction">Null: each statement is a transaction of its own.</param>
/// <param name="asked">Told the text of each statement.</param>
internal sealed class PostgresReadSession(
    NpgsqlConnection connection,
    NpgsqlTransaction? transaction,
    ReadScope scope,
    Action<string>? asked,
    CancellationToken cancellation) : ReadSession
{
    public override async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    protected override ValueTask<List<T>> RowsAsync<T>(
        string sql,
        ReadOnlySpan<(string Name, object? Value)> values,
        Func<DbDataReader, Func<DbDataReader, T>> mapOf)
    {
        asked?.Invoke(sql);
        var positional = PositionalSql.Of(sql);
        var batch = new NpgsqlBatch(connection, transaction);
        if (scope.Tenants is { } tenants)
        {
            batch.BatchCommands.Add(TenantSetting.Command(tenants));
        }

        var command = new NpgsqlBatchCommand(positional.Text);
        PostgresValues.Add(command.Parameters, positional, values);
        batch.BatchCommands.Add(command);
        return ReadAsync(batch, mapOf);
    }

    private async ValueTask<List<T>> ReadAsync<T>(NpgsqlBatch batch, Func<DbDataReader, Func<DbDataReader, T>> mapOf)
    {
        await using (batch)
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            if (batch.BatchCommands.Count > 1)
            {
                await reader.NextResultAsync(cancellation);
            }

            var map = mapOf(reader);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(map(reader));
            }

            return rows;
        }
    }
}
