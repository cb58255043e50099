using LowCode.Storage.Instances;
using LowCode.Storage.Postgres;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>
/// Bursts by group commit by one of two writers: while one waits for the disk the other fills its batch. Those of one instance go to the
/// same writer, and those that number cases by the same counter: until its commit a batch holds the counters that it took from.
/// </summary>
internal sealed class BatchedBursts(PostgresDatabase database, StorageOptions options) : IBurstWriter, IAsyncDisposable
{
    private readonly BatchWriter[] _writers =
    [
        new(new BurstBatch(database), options.BatchSize),
        new(new BurstBatch(database), options.BatchSize),
    ];

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) =>
        _writers[(uint)Shard(burst) % _writers.Length].WriteAsync(burst, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }

    private static int Shard(BurstCommit burst) => burst.Case?.NewNumber is { } number
        ? HashCode.Combine(burst.Tenant, number.Scope)
        : burst.Instance.InstanceId.GetHashCode();
}
