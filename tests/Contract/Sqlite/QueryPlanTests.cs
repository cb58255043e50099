using System.Text.RegularExpressions;
using LowCode.Engine;
using LowCode.Storage.Sqlite;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.Imports;
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
        var asked = await CatchAsync(async () =>
        {
            await SearchAsync();
            await LookUpAsync();
            await WakeUpAsync();
        });

        Assert.True(asked.Count > 40, $"Expected the queries of all ports, but only {asked.Count} were seen.");
        AssertNone(asked, TableScan());
    }

    [Fact]
    public async Task Looking_up_one_thing_does_not_walk_through_its_tenant()
    {
        var asked = await CatchAsync(LookUpAsync);

        Assert.True(asked.Count > 10, $"Expected the look-ups of all ports, but only {asked.Count} were seen.");
        AssertNone(asked, TenantWalk());
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

    private async Task SearchAsync()
    {
        CaseSearch[] searches =
        [
            new(), new(Text: "x"), new(Status: "s"), new(Phase: LowCode.Definitions.CaseTypes.CasePhase.Open), new(Department: "d"),
            new(OverdueOnly: true, Sort: CaseSort.Due), new(CreatedFrom: Burst.Noon, CreatedBefore: Burst.Noon), new(Sort: CaseSort.Number), new(Sort: CaseSort.Status),
        ];
        foreach (var search in searches)
        {
            await _store.Get<ICaseQueries>().SearchAsync(Burst.Tenant, search, ["a", "b"], Page, Burst.Noon, Cancellation);
            await _store.Get<ICaseQueries>().SearchAsync(Burst.Tenant, search, null, Page, Burst.Noon, Cancellation);
        }

        Actor[] actors = [new(Burst.Tenant, "bob", "Bob", ["clerk", "handler"], "D1", false), Actor.System(Burst.Tenant)];
        foreach (var actor in actors)
        {
            await _store.Get<ITaskQueries>().CountOpenAsync(actor, Cancellation);
            await _store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Open, "x", "s", OverdueOnly: true), Page, Burst.Noon, Cancellation);
            await _store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Open), Page, Burst.Noon, Cancellation);
            await _store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Done), Page, Burst.Noon, Cancellation);
        }

        await _store.Get<IStatisticsQueries>().ReadAsync(Burst.Tenant, new StatisticsPeriod(null, null), TimeZoneInfo.Utc, Burst.Noon, Cancellation);
        await _store.Get<IImportQueries>().CountAsync(Burst.Tenant, "s", Cancellation);
        await _store.Get<IDirectory>().DepartmentsAsync(Burst.Tenant, Cancellation);
    }

    private async Task LookUpAsync()
    {
        var tenant = Burst.Tenant;
        await _store.Get<ICaseQueries>().FindAsync(tenant, "c", Cancellation);
        await _store.Get<ICaseQueries>().FindByNumberAsync(tenant, "n", Cancellation);
        await _store.Get<ICaseQueries>().TimelineAsync(tenant, "c", Cancellation);
        await _store.Get<ITaskQueries>().FindAsync(tenant, "t", Cancellation);
        await _store.Get<ITaskQueries>().OpenOfCaseAsync(tenant, "c", Cancellation);
        await _store.Get<IBurstStore>().LoadAsync(tenant, new InstanceId("i"), Cancellation);
        await _store.Get<IBurstStore>().HandledAsync(tenant, "c", "m", Cancellation);
        await _store.Get<IInstanceQueries>().ProgressAsync(tenant, "i", Cancellation);
        await _store.Get<IImportQueries>().FindAsync(tenant, "s", "k", "importer", Cancellation);
        await _store.Get<IReleaseStore>().ItemsAsync(tenant, 1, Cancellation);
        await _store.Get<IReleaseStore>().TemplateItemsAsync(tenant, "t", Cancellation);
        await _store.Get<IReleaseStore>().ArtefactAsync(tenant, new("h"), Cancellation);
        await _store.Get<IReleaseStore>().VersionsAsync(tenant, LowCode.Definitions.Releases.ArtefactKind.Workflow, "w", Cancellation);
        await _store.Get<IAttachmentStore>().FindAsync(tenant, "a", Cancellation);
        await _store.Get<IDirectory>().PersonAsync(tenant, "anna", Cancellation);
        await _store.Get<IPeopleStore>().PasswordHashAsync(tenant, "anna", Cancellation);
    }

    private async Task WakeUpAsync()
    {
        await _store.Get<IWakeUps>().DueTimersAsync(Burst.Noon, 10, Cancellation);
        await _store.Get<IWakeUps>().MatchedMessagesAsync(10, Cancellation);
        await _store.Get<IWakeUps>().BuryExpiredAsync(Burst.Noon, 10, Cancellation);
        await _store.Get<IOutbox>().LeaseAsync("w", Burst.Noon, Burst.Noon, 10, Cancellation);
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

    /// <summary>Scans of sub-queries and of a row's own JSON are not tables; an index of waiting rows is bounded by what waits.</summary>
    [GeneratedRegex(@"^SCAN (?!\d|\(|days|CONSTANT|e VIRTUAL|.*USING (COVERING )?INDEX inbox_)")]
    private static partial Regex TableScan();

    [GeneratedRegex(@"^(SCAN (?!CONSTANT|e VIRTUAL)|SEARCH .*\(tenant_id=\?\)$)")]
    private static partial Regex TenantWalk();
}
