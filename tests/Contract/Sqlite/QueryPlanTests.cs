using System.Text.RegularExpressions;
using LowCode.Storage.Databases;
using LowCode.Storage.Sqlite;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.Retention;
using LowCode.Work.WakeUps;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace LowCode.Tests.Contract.Sqlite;

/// <summary>
/// Every query that the ports ask is caught on its way and its plan is read: none walks through a whole table that grows with use.
/// Only what is asked of one tenant's rows, or of what is due, is looked at.
/// </summary>
public sealed partial class QueryPlanTests : IAsyncDisposable
{
    private readonly SqliteTestStore _store = new();
    private readonly EveryQuery _everything;

    public QueryPlanTests() => _everything = new EveryQuery(_store);

    [Fact]
    public async Task No_query_walks_through_a_table_that_grows()
    {
        var asked = await CatchAsync(async () =>
        {
            await _everything.SearchAsync();
            await _everything.LookUpAsync();
            await _everything.WakeUpAsync();
            await _everything.SearchRecordsAsync(_store.Get<IDatabase>());
        });

        Assert.True(asked.Count > 40, $"Expected the queries of all ports, but only {asked.Count} were seen.");
        AssertNone(asked, TableScan());
    }

    [Fact]
    public async Task Looking_up_one_thing_does_not_walk_through_its_tenant()
    {
        var asked = await CatchAsync(_everything.LookUpAsync);

        Assert.True(asked.Count > 10, $"Expected the look-ups of all ports, but only {asked.Count} were seen.");
        AssertNone(asked, TenantWalk());
    }

    [Fact]
    public async Task Event_for_one_instance_is_looked_up_by_the_instance_and_not_among_all_that_wait_for_it()
    {
        var message = new EventMessage("m1", new EventAddress.Instance("i1"), "H1", null, Burst.Noon, Burst.Noon.AddDays(1));

        var asked = await CatchAsync(() => _store.Get<IEventInbox>().DeliverAsync(Burst.Tenant, message, TestContext.Current.CancellationToken));

        Assert.Contains("instance_id=?", Plan(asked.First(sql => sql.Contains("FROM bookmark b", StringComparison.Ordinal)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_came_early_are_found_by_whom_they_are_addressed_to_and_not_among_all_of_their_event()
    {
        await _store.Get<IBurstStore>().CommitAsync(Burst.Start() with { Created = [Burst.Bookmark("b1", "H1")] }, TestContext.Current.CancellationToken);

        var asked = await CatchAsync(() => _store.Get<IWakeUps>().MatchedMessagesAsync(null, 1_000, 10, TestContext.Current.CancellationToken));

        var steps = Plan(asked.First(sql => sql.Contains("JOIN bookmark b", StringComparison.Ordinal))).Where(step => step.StartsWith("SEARCH b ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, steps.Count);
        Assert.All(steps, step => Assert.Matches("instance_id=\\?|correlation_id=\\?", step));
    }

    [Fact]
    public async Task Retention_walks_along_what_may_go_and_not_past_what_faulted()
    {
        var ended = new EndedBefore(Burst.Noon, Burst.Noon);

        var asked = await CatchAsync(() => _store.Get<IFinishedInstances>().ReadAsync(Burst.Tenant, ended, 10, TestContext.Current.CancellationToken));

        var steps = Plan(asked.First(sql => sql.Contains("'Faulted'", StringComparison.Ordinal)));
        Assert.Contains(steps, s => s.Contains("USING INDEX instance_ended (tenant_id=? AND finished_at<?)", StringComparison.Ordinal));
        Assert.Contains(steps, s => s.Contains("USING INDEX instance_faulted (tenant_id=? AND finished_at<?)", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<List<string>> CatchAsync(Func<Task> ask)
    {
        var asked = new List<string>();
        _store.Get<SqliteFile>().ReaderOpened += connection => raw.sqlite3_trace(connection.Handle, (_, sql) => asked.Add(sql), null);
        await ask();
        return asked;
    }

    private void AssertNone(List<string> asked, Regex wrong)
    {
        var found = asked.Distinct().SelectMany(sql => Plan(sql).Where(step => wrong.IsMatch(step)).Select(step => $"{step} <- {sql}")).ToList();
        Assert.True(found.Count == 0, string.Join("\n\n", found));
    }

    private List<string> Plan(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_store.Folder, "lowcode.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    /// <summary>Scans of sub-queries and of a row's own JSON are not tables.</summary>
    [GeneratedRegex(@"^SCAN (?!\d|\(|days|template|found$|scanned$|ended$|faulted$|d$|p$|w$|r\d|CONSTANT|e VIRTUAL)")]
    private static partial Regex TableScan();

    [GeneratedRegex(@"^(SCAN (?!CONSTANT|e VIRTUAL)|SEARCH .*\(tenant_id=\?\)$)")]
    private static partial Regex TenantWalk();
}
