using LowCode.Storage.Instances;
using LowCode.Storage.Postgres;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>Bursts by group commit, each instance always by the same of two writers: while one waits for the disk the other fills its batch.</summary>
internal sealed class BatchedBursts(PostgresDatabase database, StorageOptions options) : IBurstWriter, IAsyncDisposable
{
    private readonly BatchWriter[] _writers =
    [
        new(new BurstBatch(database), options.BatchSize),
        new(new BurstBatch(database), options.BatchSize),
    ];

    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) =>
        _writers[(uint)burst.Instance.InstanceId.GetHashCode() % _writers.Length].WriteAsync(burst, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }
}
