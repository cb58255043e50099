using System.Threading.Channels;
using LowCode.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// The one writer of the file. Jobs that are queued while the disk is busy share the next transaction (group commit), each within a
/// savepoint of its own: a refused or failed job takes nobody along. Where the transaction itself is lost, nobody has been answered
/// yet, and each job is run again alone. Where another process holds the file, all that wait fail at once: the next would wait as long.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly Channel<WriteJob> _queue =
        Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly SqliteWriteSession _session;
    private readonly int _batchSize;
    private readonly Task _loop;

    public SqliteWriter(SqliteFile file)
    {
        _session = new SqliteWriteSession(file.OpenWriter());
        _batchSize = file.BatchSize;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>The answer arrives after the commit. Cancelling before the job was queued writes nothing; after that it is written.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteSession, T> work, CancellationToken cancellation)
    {
        var job = new WriteJob.Of<T>(work);
        await _queue.Writer.WriteAsync(job, cancellation);
        return await job.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task LoopAsync()
    {
        var batch = new List<WriteJob>(_batchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _batchSize && _queue.Reader.TryRead(out var job))
            {
                batch.Add(job);
            }

            Write(batch);
            batch.ForEach(job => job.Answer());
            batch.Clear();
        }
    }

    private void Write(List<WriteJob> batch)
    {
        var done = 0;
        try
        {
            if (batch.Count > 1 && TryRunTogether(batch))
            {
                return;
            }

            for (; done < batch.Count; done++)
            {
                RunAlone(batch[done]);
            }
        }
        catch (HeldException held)
        {
            batch[done..].ForEach(job => job.Fail(held.Cause));
        }
    }

    /// <exception cref="HeldException">Another process held the file until our patience ended.</exception>
    private void Begin()
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            throw new HeldException(busy);
        }
    }

    private bool TryRunTogether(List<WriteJob> batch)
    {
        try
        {
            Begin();
            foreach (var job in batch)
            {
                _session.Execute("SAVEPOINT job");
                if (!Run(job))
                {
                    _session.Execute("ROLLBACK TO job");
                }

                _session.Execute("RELEASE job");
            }

            _session.Execute("COMMIT");
            return true;
        }
        catch (SqliteException)
        {
            RollBack();
            return false;
        }
    }

    private void RunAlone(WriteJob job)
    {
        try
        {
            Begin();
            if (Run(job))
            {
                _session.Execute("COMMIT");
            }
            else
            {
                RollBack();
            }
        }
        catch (SqliteException failure)
        {
            RollBack();
            job.Fail(failure);
        }
    }

    /// <summary>False: what the job wrote must go, because it refused or failed.</summary>
    private bool Run(WriteJob job)
    {
        _session.Accept();
        try
        {
            job.Run(_session);
            return !_session.IsRefused;
        }
#pragma warning disable CA1031 // A bug in one job is that caller's, not the loop's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            job.Fail(failure);
            return false;
        }
    }

    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The database rolled back by itself (disk full, input/output error): there is no transaction any more.
        }
    }

    private sealed class HeldException(SqliteException cause) : Exception(cause.Message, cause)
    {
        public SqliteException Cause => cause;
    }
}
