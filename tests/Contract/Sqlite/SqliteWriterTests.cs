using LowCode.Storage.Databases;
using LowCode.Storage.Sqlite;
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
