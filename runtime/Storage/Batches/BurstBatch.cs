using LowCode.Storage.Instances;
using LowCode.Storage.Postgres;
using LowCode.Work.Instances;
using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>
/// Writes bursts of different instances in one transaction and three round trips: who wins the instance's fence; what winners consume and
/// claim; what they add, with the commit. A burst that loses its first fence is answered and left out. Any later conflict gives the
/// whole batch up, so that it can be written again one by one.
/// </summary>
internal sealed class BurstBatch(PostgresDatabase database)
{
    /// <summary>It starts an instance that must be alone: it cannot share its transaction with others.</summary>
    public static bool MustBeAlone(BurstCommit burst) => burst.All.Any(b => b.Activation is not null);

    /// <param name="bursts">Of different instances, in the order of their ids: two batches never wait for each other in a ring.</param>
    /// <returns>A verdict each; null: they conflict, nothing was written. One burst alone always gets its verdict.</returns>
    public async Task<IReadOnlyList<BurstVerdict>?> TryCommitAsync(IReadOnlyList<BurstCommit> bursts, CancellationToken cancellation)
    {
        await using var connection = await database.OpenForBurstsAsync(cancellation);
        try
        {
            var fenced = new FencedBursts(await FenceAsync(connection, bursts, cancellation));
            if (fenced.Winners.Count == 0)
            {
                await RollBackAsync(connection);
                return [.. bursts.Select(_ => BurstVerdict.FenceLost.Instance)];
            }

            var claims = await ClaimAsync(connection, fenced, cancellation);
            if (!claims.AreAllHeld)
            {
                var verdict = bursts.Count == 1 ? await claims.RefusalAsync(connection, database, cancellation) : null;
                await RollBackAsync(connection);
                return verdict is null ? null : [verdict];
            }

            if (bursts.Count == 1)
            {
                if (Activation(connection, bursts[0]) is { } notAlone)
                {
                    await RollBackAsync(connection);
                    return [notAlone];
                }

                await claims.PassOverTakenNumbersAsync(connection, database, cancellation);
            }

            var waiting = await WriteAsync(connection, fenced, claims, cancellation);
            database.Statistics.Wrote(fenced.Winners.Count);
            var verdicts = fenced.Winners.ToDictionary(b => b, b => (BurstVerdict)new BurstVerdict.Committed(
                b.Instance.Version,
                claims.NumberOf(b),
                [.. waiting[b]]));
            return [.. bursts.Select(b => verdicts.GetValueOrDefault(b, BurstVerdict.FenceLost.Instance))];
        }
        catch (NpgsqlException failure)
        {
            // Asked after a silence it would be waited for as long again; the connection ends with its transaction.
            if (!Silence.Is(failure))
            {
                await RollBackAsync(connection);
            }

            throw;
        }
    }

    private async Task<List<BurstCommit>> FenceAsync(NpgsqlConnection connection, IReadOnlyList<BurstCommit> bursts, CancellationToken cancellation)
    {
        var winners = new HashSet<(string, string)>();
        var statements = new BatchStatements(database, connection);
        statements.Add("BEGIN");
        statements.AddTenants(bursts.Select(b => b.Tenant.Value).Distinct());
        statements.Add(InstanceTables.Update, [.. bursts.Where(b => b.Instance.ReadVersion > 0)], row => winners.Add((row.GetString(0), row.GetString(1))));
        statements.Add(InstanceTables.Insert, [.. bursts.Where(b => b.Instance.ReadVersion == 0)], row => winners.Add((row.GetString(0), row.GetString(1))));
        await statements.RunAsync(cancellation);
        return [.. bursts.Where(b => winners.Contains((b.Tenant.Value, b.Instance.InstanceId.Value)))];
    }

    /// <summary>Who is in the way of a new instance that must be alone. Of those that start at once in a tenant one looks at a time.</summary>
    private BurstVerdict.ActivationRefused? Activation(NpgsqlConnection connection, BurstCommit burst)
    {
        if (!MustBeAlone(burst))
        {
            return null;
        }

        using var session = new PostgresWriteSession(connection, database.Tell);
        session.Query("SELECT pg_advisory_xact_lock(hashtextextended(@tenant, 0))", static _ => true, ("tenant", burst.Tenant.Value));
        return ActivationRows.FirstRefused(session, burst);
    }

    private async Task<BurstClaims> ClaimAsync(NpgsqlConnection connection, FencedBursts fenced, CancellationToken cancellation)
    {
        var claims = new BurstClaims(fenced);
        var statements = new BatchStatements(database, connection);
        claims.AddTo(statements);
        await statements.RunAsync(cancellation);
        return claims;
    }

    private async Task<ILookup<BurstCommit, WaitingMessage>> WriteAsync(
        NpgsqlConnection connection,
        FencedBursts fenced,
        BurstClaims claims,
        CancellationToken cancellation)
    {
        var waiting = new List<(string Tenant, WaitingMessage Message)>();
        var statements = new BatchStatements(database, connection);
        statements.Add(CaseTables.Insert, claims.NewCases);
        statements.Add(RecordTables.Upsert, [.. fenced.Winners.Where(b => b.Case?.Slots is not null)]);
        statements.Add(InstanceTables.Journal, fenced.All);
        statements.Add(InstanceTables.History, BatchRows.Of(fenced.All, b => b.History, (b, row) => new PastRow(b, row)));
        statements.Add(BookmarkTables.Delete, fenced.ClosedBesides, _ => { });
        statements.Add(BookmarkTables.DeleteTimers, fenced.Closed);
        statements.Add(TaskTables.Cancel, fenced.Closed);
        statements.Add(BookmarkTables.Insert, fenced.Opened);
        statements.Add(BookmarkTables.Correlate, [.. fenced.Winners.Where(b => b.Instance.IsCorrelatedAnew)]);
        statements.Add(BookmarkTables.InsertTimers, BatchRows.Of(fenced.All, b => b.Timers, (b, timer) => new OpenedTimer(b, timer)));
        var tasks = BatchRows.Of(fenced.All, b => b.Tasks, (b, task) => new OpenedTask(b, task));
        statements.Add(TaskTables.Insert, tasks);
        statements.Add(TaskTables.InsertCandidates, [.. tasks.SelectMany(t => t.Task.CandidateRoles.Select(r => new OfferedTask(t.Burst, t.Task, r)))]);
        statements.Add(CaseTables.InsertEvents, [.. fenced.Winners.SelectMany(b => b.CaseEvents.Select((e, i) => new TimelineRow(b, e, i + 1)))]);
        statements.Add(MessageTables.InsertOutbox, BatchRows.Of(fenced.All, b => b.Outbox, (b, effect) => new OutboxRow(b, effect)));
        statements.Add(
            MessageTables.Waiting,
            BatchRows.Of(fenced.Winners, b => b.Created, (b, created) => new OpenedBookmark(b, created)),
            row => waiting.Add((
                row.GetString(0),
                new WaitingMessage(row.GetString(3), row.GetString(4), row.GetString(1), row.GetString(2), row.IsDBNull(5) ? null : row.GetString(5)))));
        statements.Add("COMMIT");
        await statements.RunAsync(cancellation);
        var bursts = fenced.Winners.ToDictionary(b => (b.Tenant.Value, b.Instance.InstanceId.Value));
        return waiting.ToLookup(w => bursts[(w.Tenant, w.Message.InstanceId)], w => w.Message);
    }

    private static async Task RollBackAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("ROLLBACK", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, and the transaction with it.
        }
    }
}
