using LowCode.Storage;
using LowCode.Storage.Batches;
using LowCode.Storage.Postgres;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Instances;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>A database that is reached and does not answer: those who wait together wait once.</summary>
public sealed class SilentDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bursts_of_a_batch_that_meets_no_answer_fail_after_one_wait_and_the_next_are_written_when_it_answers()
    {
        var connection = await PostgresServer.NewDatabaseAsync();
        await using var database = new PostgresDatabase(
            new StorageOptions { DataFolder = Path.GetTempPath(), PostgresConnection = connection + ";Command Timeout=1" }, TimeProvider.System);
        var tries = 0;
        database.Asked += sql => Interlocked.Add(ref tries, sql.StartsWith("INSERT INTO instance", StringComparison.Ordinal) ? 1 : 0);
        await using var writer = new BatchWriter(new BurstBatch(database), batchSize: 128);
        var bursts = Enumerable.Range(0, 12).Select(i => Burst.Start($"i{i}")).ToList();
        await using var other = new NpgsqlConnection(connection + ";Pooling=false");
        await other.OpenAsync(Cancellation);
        Exception?[] failures;
        await using (var held = await other.BeginTransactionAsync(Cancellation))
        {
            await using var hold = new NpgsqlCommand("LOCK TABLE instance", other, held);
            await hold.ExecuteNonQueryAsync(Cancellation);
            failures = await Task.WhenAll(bursts.Select(b => Record.ExceptionAsync(() => writer.WriteAsync(b, Cancellation)).AsTask()));
        }

        Assert.All(failures, failure => Assert.IsType<TimeoutException>(Assert.IsAssignableFrom<NpgsqlException>(failure).InnerException));
        Assert.InRange(tries, 1, bursts.Count);
        var written = await Task.WhenAll(bursts.Select(b => writer.WriteAsync(b, Cancellation)));
        Assert.All(written, verdict => Assert.IsType<BurstVerdict.Committed>(verdict));
    }
}
