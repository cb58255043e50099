using System.Data.Common;
using LowCode.Storage.Postgres;
using LowCode.Work.Failpoints;
using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>Statements that travel to the database together. Those without rows are left out.</summary>
internal sealed class BatchStatements(PostgresDatabase database, NpgsqlConnection connection)
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Action<DbDataReader>> _readers = [];
    private readonly List<Action> _givesBack = [];

    public void Add(string sql) => _commands.Add(new NpgsqlBatchCommand(sql));

    /// <summary>Names the tenants whose rows the transaction may touch.</summary>
    public void AddTenants(IEnumerable<string> tenants)
    {
        _commands.Add(TenantSetting.Command(tenants));
        _readers.Add(_ => { });
    }

    /// <param name="read">Told each row of the answer; null: the statement answers none.</param>
    public void Add<T>(RowArrays<T> statement, IReadOnlyList<T> rows, Action<DbDataReader>? read = null)
    {
        if (rows.Count > 0)
        {
            database.Tell(statement.Sql);
            var command = statement.Command(rows);
            _commands.Add(command);
            _givesBack.Add(() => statement.GiveBack(command));
            if (read is not null)
            {
                _readers.Add(read);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in _commands)
        {
            Failpoint.Before(command.CommandText);
            batch.BatchCommands.Add(command);
        }

        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            // Statements that answer no rows have no result set.
            foreach (var read in _readers)
            {
                while (await reader.ReadAsync(cancellation))
                {
                    read(reader);
                }

                await reader.NextResultAsync(cancellation);
            }

            // What failed after the last answer is told here.
            while (await reader.NextResultAsync(cancellation))
            {
            }
        }

        _commands.ForEach(c => Failpoint.After(c.CommandText));
        _givesBack.ForEach(give => give());
    }
}
