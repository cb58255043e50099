using System.Text.RegularExpressions;
using LowCode.Engine;
using LowCode.Storage.Sqlite;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Statistics;
using LowCode.Work.Tasks;
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
    private static readonly PageRequest Page = new(0, 20);

    private readonly SqliteTestStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_query_walks_through_a_table_that_grows()
    {
        var asked = new List<string>();
        _store.Get<SqliteFile>().ReaderOpened += connection =>
            raw.sqlite3_trace(connection.Handle, (_, sql) => asked.Add(sql), null);

        await AskEverythingAsync();

        var walks = asked.Distinct().SelectMany(sql => Plan(sql).Where(IsWalk).Select(step => $"{step} <- {sql}")).ToList();
        Assert.True(asked.Count > 20, $"Expected the queries of all ports, but only {asked.Count} were seen.");
        Assert.True(walks.Count == 0, string.Join("\n\n", walks));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task AskEverythingAsync()
    {
        var tenant = Burst.Tenant;
        var cases = _store.Get<ICaseQueries>();
        CaseSearch[] searches =
        [
            new(), new(Text: "x"), new(Status: "s"), new(Phase: LowCode.Definitions.CaseTypes.CasePhase.Open), new(Department: "d"),
            new(OverdueOnly: true, Sort: CaseSort.Due), new(CreatedFrom: Burst.Noon, CreatedBefore: Burst.Noon), new(Sort: CaseSort.Number), new(Sort: CaseSort.Status),
        ];
        foreach (var search in searches)
        {
            await cases.SearchAsync(tenant, search, ["a", "b"], Page, Burst.Noon, Cancellation);
            await cases.SearchAsync(tenant, search, null, Page, Burst.Noon, Cancellation);
        }

        await cases.FindAsync(tenant, "c", Cancellation);
        await cases.FindByNumberAsync(tenant, "n", Cancellation);
        await cases.TimelineAsync(tenant, "c", Cancellation);

        var tasks = _store.Get<ITaskQueries>();
        Actor[] actors = [new(tenant, "bob", "Bob", ["clerk", "handler"], "D1", false), Actor.System(tenant)];
        foreach (var actor in actors)
        {
            await tasks.CountOpenAsync(actor, Cancellation);
            await tasks.SearchAsync(actor, new TaskSearch(TaskList.Open, "x", "s", OverdueOnly: true), Page, Burst.Noon, Cancellation);
            await tasks.SearchAsync(actor, new TaskSearch(TaskList.Open), Page, Burst.Noon, Cancellation);
            await tasks.SearchAsync(actor, new TaskSearch(TaskList.Done), Page, Burst.Noon, Cancellation);
        }

        await tasks.FindAsync(tenant, "t", Cancellation);
        await tasks.OpenOfCaseAsync(tenant, "c", Cancellation);

        await _store.Get<IStatisticsQueries>().ReadAsync(tenant, new StatisticsPeriod(null, null), TimeZoneInfo.Utc, Burst.Noon, Cancellation);
        await _store.Get<IBurstStore>().LoadAsync(tenant, new InstanceId("i"), Cancellation);
        await _store.Get<IBurstStore>().HandledAsync(tenant, "c", "m", Cancellation);
        await _store.Get<IInstanceQueries>().ProgressAsync(tenant, "i", Cancellation);
        await _store.Get<IWakeUps>().DueTimersAsync(Burst.Noon, 10, Cancellation);
        await _store.Get<IWakeUps>().MatchedMessagesAsync(10, Cancellation);
        await _store.Get<IWakeUps>().BuryExpiredAsync(Burst.Noon, 10, Cancellation);
        await _store.Get<IOutbox>().LeaseAsync("w", Burst.Noon, Burst.Noon, 10, Cancellation);
        await _store.Get<IReleaseStore>().ItemsAsync(tenant, 1, Cancellation);
        await _store.Get<IReleaseStore>().RevisionAsync(tenant, Cancellation);
        await _store.Get<IReleaseStore>().TemplateItemsAsync(tenant, "t", Cancellation);
        await _store.Get<IAttachmentStore>().FindAsync(tenant, "a", Cancellation);
        await _store.Get<IDirectory>().PersonAsync(tenant, "anna", Cancellation);
        await _store.Get<IDirectory>().DepartmentsAsync(tenant, Cancellation);
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

    /// <summary>Scans of sub-queries and of a row's own JSON are not tables; an index on waiting rows or by time is bounded by what is due.</summary>
    private static bool IsWalk(string step) => TableScan().IsMatch(step);

    [GeneratedRegex(@"^SCAN (?!\d|\(|CONSTANT|e VIRTUAL|.*USING (COVERING )?INDEX inbox_)")]
    private static partial Regex TableScan();
}
