using System.Text.RegularExpressions;
using LowCode.Storage.Postgres;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Attachments;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.Slots;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>
/// Every statement that the ports and the bursts run is caught on its way, and planned for any values over tables that are filled as they
/// are in use. None walks through a table that grows. Planned as the superuser: the condition that row level security adds would hide
/// that a statement's own are missing.
/// </summary>
public sealed partial class PostgresPlanTests : IAsyncLifetime
{
    private readonly HashSet<string> _asked = [];

    private PostgresTestStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await PostgresTestStore.CreateAsync();

    [Fact]
    public async Task No_statement_walks_through_a_table_that_grows()
    {
        _store.Get<PostgresDatabase>().Asked += sql =>
        {
            lock (_asked)
            {
                _asked.Add(sql);
            }
        };
        var everything = new EveryQuery(_store);
        await everything.SearchAsync();
        await everything.LookUpAsync();
        await everything.WakeUpAsync();
        await everything.SearchRecordsAsync(_store.Get<PostgresDatabase>());
        await CommitAsync();
        Assert.True(_asked.Count > 60, $"Expected the statements of all ports and tables, but only {_asked.Count} were seen.");

        GrownTables.Fill(_store);
        var (walks, crowds) = (new List<string>(), new List<string>());
        await using var connection = await OpenAsync();
        foreach (var sql in _asked)
        {
            var plan = await PostgresPlans.OfAsync(connection, PositionalSql.Of(sql).Text);
            crowds.AddRange(IsAddressed(sql) ? plan.Where(step => Crowd().IsMatch(step)).Select(step => $"{step} <- {sql}") : []);
            walks.AddRange(plan.Where(step => GrownTables.Names.Contains(Walk().Match(step).Groups[1].Value)).Select(step => $"{step} <- {sql}"));
        }

        var retention = string.Join('\n', await PostgresPlans.OfAsync(connection, PositionalSql.Of(_asked.First(sql => sql.Contains("= 'Faulted' AND", StringComparison.Ordinal))).Text));
        Assert.Contains("using instance_ended", retention, StringComparison.Ordinal);
        Assert.Contains("using instance_faulted", retention, StringComparison.Ordinal);
        Assert.True(walks.Count == 0, string.Join("\n\n", walks));
        Assert.True(crowds.Count == 0, "Expected early messages and who waits for them to be found by their address:\n" + string.Join("\n\n", crowds));
        Assert.Contains("Seq Scan on instance", (await PostgresPlans.OfAsync(connection, "SELECT 1 FROM instance WHERE name = $1"))[0], StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>A life of an instance that writes every table.</summary>
    private async Task CommitAsync()
    {
        var bursts = _store.Get<IBurstStore>();
        await _store.Get<IAttachmentStore>().AddAsync(
            Burst.Tenant, new StoredAttachment(new Attachment("a1", null, AttachmentKind.Photo, "photo.jpg", "image/jpeg", 3, "sha"), "anna", Burst.Noon), Cancellation);
        var start = Burst.StartCase();
        await bursts.CommitAsync(
            start with
            {
                Case = start.Case! with { Record = start.Case.Record with { Source = "311", SourceKey = "42" }, Slots = new RecordWrite(1, 1, 0, 0, new Dictionary<RecordSlot, object>()) },
                Attachments = ["a1"],
                Message = Burst.Message("m1", "open-case"),
                Timers = [new TimerWrite("b1", Burst.Noon)],
                Outbox = [new OutboxWrite("e1", "event", "{}", "one/i1/e1/0")],
                Children = [Burst.Start("child") with { Activation = new LowCode.Engine.Composition.ActivationScope("process", false, null) }],
            },
            Cancellation);
        await _store.Get<IEventInbox>().DeliverAsync(
            Burst.Tenant, new EventMessage("m2", new EventAddress.Instance("i1"), "H2", null, Burst.Noon, Burst.Noon.AddDays(1)), Cancellation);
        await _store.Get<IEventInbox>().DeliverAsync(
            Burst.Tenant, new EventMessage("m3", new EventAddress.Correlation("c"), "H2", null, Burst.Noon, Burst.Noon.AddDays(1)), Cancellation);
        var known = Burst.NewCase("c1", "i1");
        var committed = await bursts.CommitAsync(
            Burst.Next(1) with
            {
                Consumed = "b1",
                Closed = ["b1"],
                Created = [Burst.Bookmark("b2", "H2")],
                Completion = new TaskCompletion("task-i1-b1", "bob", "Bob", "yes"),
                Case = known with { NewNumber = null, Record = known.Record with { RowVersion = 1 } },
            },
            Cancellation);
        Assert.Single(Assert.IsType<BurstVerdict.Committed>(committed).Waiting);
        await bursts.CommitAsync(
            Burst.Next(2) with { Consumed = "b2", Closed = ["b2"], Message = new MessageWrite("i1", "m2", WasWaiting: true, null) }, Cancellation);
        await bursts.CommitAsync(Burst.Start("i2") with { Message = Burst.Message("m1", "open-case") }, Cancellation);
        await bursts.RecoverAsync(Burst.Tenant, new("i1"), Cancellation);
    }

    private static bool IsAddressed(string sql) =>
        sql.Contains("'waiting'", StringComparison.Ordinal) || sql.Contains("b.instance_id = @instance", StringComparison.Ordinal);

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(
            $"{_store.Connection};Pooling=false;Options=-c plan_cache_mode=force_generic_plan");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    /// <summary>Looks through all that wait for one event, or all messages of it.</summary>
    [GeneratedRegex(@"Index Cond: (?!.*(instance_id|correlation_id) =).*\bhash =")]
    private static partial Regex Crowd();

    [GeneratedRegex(@"Seq Scan on (\w+)")]
    private static partial Regex Walk();
}
