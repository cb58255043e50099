using System.Threading.Channels;
using LowCode.Storage.Postgres;
using LowCode.Work.Instances;
using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>
/// Writes what is queued while the last batch was on its way. An instance has one burst a batch; its next one waits. A batch that
/// conflicts or is lost is written again burst by burst: nobody was answered yet, and where the lost batch was committed after all the
/// fences say so. Where the database is silent, all that were taken fail at once: each would wait as long for the same.
/// </summary>
internal sealed class BatchWriter : IAsyncDisposable
{
    /// <summary>Tries of a single burst that lost to another writer (deadlock, the same number or record at once) or its connection.</summary>
    private const int Attempts = 3;

    private readonly Channel<QueuedBurst> _queue =
        Channel.CreateBounded<QueuedBurst>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly BurstBatch _batch;
    private readonly int _batchSize;
    private readonly Task _loop;

    public BatchWriter(BurstBatch batch, int batchSize)
    {
        _batch = batch;
        _batchSize = batchSize;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Cancelling before the burst was queued writes nothing; after that it is written.</summary>
    public async Task<BurstVerdict> WriteAsync(BurstCommit burst, CancellationToken cancellation)
    {
        var queued = new QueuedBurst(burst);
        await _queue.Writer.WriteAsync(queued, cancellation);
        return await queued.Verdict;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var later = new List<QueuedBurst>();
        while (later.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            await WriteAsync(Take(later));
        }
    }

    private async Task WriteAsync(List<QueuedBurst> taken)
    {
        var together = taken.FindAll(q => !BurstBatch.MustBeAlone(q.Burst));
        try
        {
            var isWritten = await TryTogetherAsync(together);
            foreach (var queued in taken.Where(q => !isWritten || BurstBatch.MustBeAlone(q.Burst)))
            {
                await AloneAsync(queued);
            }
        }
        catch (NpgsqlException silence) when (Silence.Is(silence))
        {
            // Whoever has an answer keeps it.
            taken.ForEach(q => q.Fail(silence));
        }
    }

    /// <summary>The next batch, in the order of the ids. What must wait for the one after it stays in <paramref name="later"/>.</summary>
    private List<QueuedBurst> Take(List<QueuedBurst> later)
    {
        var taken = new SortedDictionary<(string, string), QueuedBurst>();
        var waiting = later.ToList();
        later.Clear();
        foreach (var queued in waiting.Where(q => !taken.TryAdd(q.Key, q)))
        {
            later.Add(queued);
        }

        while (taken.Count < _batchSize && later.Count < _batchSize && _queue.Reader.TryRead(out var queued))
        {
            if (!taken.TryAdd(queued.Key, queued))
            {
                later.Add(queued);
            }
        }

        return [.. taken.Values];
    }

    private async Task<bool> TryTogetherAsync(List<QueuedBurst> batch)
    {
        if (batch.Count < 2)
        {
            return false;
        }

        try
        {
            if (await _batch.TryCommitAsync([.. batch.Select(q => q.Burst)], CancellationToken.None) is not { } verdicts)
            {
                return false;
            }

            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer(verdicts[i]);
            }

            return true;
        }
#pragma warning disable CA1031 // Whatever went wrong, each burst is tried alone and gets its own answer.
        catch (Exception failure) when (!Silence.Is(failure))
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <exception cref="NpgsqlException">The database is silent; the burst has no answer yet.</exception>
    private async Task AloneAsync(QueuedBurst queued)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                queued.Answer((await _batch.TryCommitAsync([queued.Burst], CancellationToken.None))![0]);
                return;
            }
            catch (NpgsqlException lost) when (attempt < Attempts && !Silence.Is(lost) && IsWorthAnotherTry(lost))
            {
                // Nobody was answered yet.
            }
#pragma warning disable CA1031 // A bug in one burst is that caller's, not the loop's.
            catch (Exception failure) when (!Silence.Is(failure))
#pragma warning restore CA1031
            {
                queued.Fail(failure);
                return;
            }
        }
    }

    private static bool IsWorthAnotherTry(NpgsqlException lost) =>
        lost.IsTransient || lost.SqlState is PostgresErrorCodes.UniqueViolation;
}
