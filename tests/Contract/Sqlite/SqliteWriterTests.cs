using LowCode.Storage.Databases;
using LowCode.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace LowCode.Tests.Contract.Sqlite;

/// <summary>Jobs that share a transaction: each has its own verdict, none takes another along.</summary>
public sealed class SqliteWriterTests : IAsyncDisposable
{
    private readonly SqliteTestStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_and_failed_jobs_of_a_shared_transaction_leave_nothing_and_the_others_stay()
    {
        var answers = await TogetherAsync(
            session => Insert(session, "a"),
            session =>
            {
                Insert(session, "b");
                throw new InvalidOperationException("bug");
            },
            session =>
            {
                Insert(session, "c");
                return session.Refuse("refused");
            },
            session => Insert(session, "a"),
            session => Insert(session, "d"));

        Assert.Equal(["written", "InvalidOperationException", "refused", "SqliteException", "written"], answers);
        Assert.Equal("a,d", Scopes());
    }

    [Fact]
    public async Task Jobs_are_run_again_one_by_one_where_their_shared_transaction_is_lost()
    {
        var runs = 0;

        var answers = await TogetherAsync(
            session =>
            {
                runs++;
                return Insert(session, "a");
            },
            session =>
            {
                // What a full disk does: the database ends the transaction by itself.
                session.Execute("ROLLBACK");
                throw new InvalidOperationException("disk full");
            },
            session => Insert(session, "b"));

        Assert.Equal(["written", "InvalidOperationException", "written"], answers);
        Assert.Equal(2, runs);
        Assert.Equal("a,b", Scopes());
    }

    [Fact]
    public async Task Job_that_failed_alone_leaves_the_writer_fit_for_the_next()
    {
        var writer = _store.Get<SqliteWriter>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync<string>(_ => throw new InvalidOperationException("bug"), Cancellation));

        Assert.Equal("written", await writer.WriteAsync(session => Insert(session, "a"), Cancellation));
    }

    [Fact]
    public async Task Jobs_that_find_the_file_held_by_another_process_fail_after_one_wait_and_the_writer_goes_on_when_it_is_free()
    {
        await using var store = new SqliteTestStore(busyTimeout: 20);
        var writer = store.Get<SqliteWriter>();
        var begins = 0;
        await writer.WriteAsync(
            session =>
            {
                raw.sqlite3_trace(
                    ((SqliteWriteSession)session).Connection.Handle,
                    (_, sql) => begins += sql.StartsWith("BEGIN", StringComparison.Ordinal) ? 1 : 0,
                    null);
                return true;
            },
            Cancellation);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "lowcode.db")};Pooling=False");
        await other.OpenAsync(Cancellation);
        IReadOnlyList<string> answers;
        await using (await other.BeginTransactionAsync(Cancellation))
        {
            // Those that share a transaction try to begin it once: at most as many waits as there are jobs, though each could be run again alone.
            answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => AnswerAsync(writer.WriteAsync(session => Insert(session, $"{i}"), Cancellation))));
        }

        Assert.All(answers, answer => Assert.Equal("SqliteException", answer));
        Assert.InRange(begins, 1, answers.Count);
        Assert.Equal("written", await writer.WriteAsync(session => Insert(session, "after"), Cancellation));
        Assert.Equal(1, store.Count("case_counter"));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Holds the writer until all jobs are queued, so that they share the next transaction; answers what each caller got.</summary>
    private async Task<IReadOnlyList<string>> TogetherAsync(params Func<WriteSession, string>[] jobs)
    {
        var writer = _store.Get<SqliteWriter>();
        using var queued = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = writer.WriteAsync(
            _ =>
            {
                started.TrySetResult();
                queued.Wait(Cancellation);
                return true;
            },
            Cancellation);
        await started.Task;
        var answers = jobs.Select(job => AnswerAsync(writer.WriteAsync(job, Cancellation))).ToList();
        queued.Set();
        await holding;
        return await Task.WhenAll(answers);
    }

    private static async Task<string> AnswerAsync(Task<string> answer)
    {
        try
        {
            return await answer;
        }
#pragma warning disable CA1031 // Which failure a caller gets is what the test asks.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.GetType().Name;
        }
    }

    private static string Insert(WriteSession session, string scope)
    {
        session.Execute("INSERT INTO case_counter (tenant_id, scope, last) VALUES ('one', @scope, 1)", ("scope", scope));
        return "written";
    }

    private string? Scopes() => (string?)_store.Scalar("SELECT group_concat(scope) FROM (SELECT scope FROM case_counter ORDER BY scope)");
}
