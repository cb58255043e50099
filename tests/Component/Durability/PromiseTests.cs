using System.Globalization;
using LowCode.Tests.Component.Work;
using LowCode.Work;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>What the product promises about its work, one test a promise. Kills are in <see cref="CrashBatteryTests"/>.</summary>
public sealed class PromiseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Bookmark_is_consumed_once_when_two_processes_resume_it_at_the_same_time(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("twice", Processes.Event("first", "Ping"), Processes.Delay("pause", "01:00:00")));
        await using var twin = work.Twin();
        for (var round = 0; round < 20; round++)
        {
            var instance = await StartAsync(work, "twice");

            var sent = await Task.WhenAll(new[] { work, twin }.Select(w => SendAsync(w, instance, "Ping")));

            Assert.Equal(1, sent.Sum(s => s.Resumed));
            Assert.Equal(1, Count(work, $"SELECT COUNT(*) FROM journal WHERE instance_id = '{instance}' AND stimulus = 'resume'"));
        }
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Result_of_a_step_is_recorded_once_however_often_it_is_sent(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("twice", Processes.Event("first", "Ping"), Processes.Event("second", "Ping")));
        await using var twin = work.Twin();
        var instance = await StartAsync(work, "twice");

        var sent = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SendAsync(i % 2 == 0 ? work : twin, instance, "Ping", "same")));

        Assert.All(sent, s => Assert.Equal(1, s.Resumed));
        Assert.Equal(["second"], await ActiveAsync(work, instance));
        Assert.Equal(2, Count(work, $"SELECT row_version FROM instance WHERE instance_id = '{instance}'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Journal_numbers_have_no_gap_when_many_bursts_compete(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence(
            "many", [.. Enumerable.Range(0, 8).Select(i => Processes.Event(string.Create(CultureInfo.InvariantCulture, $"e{i}"), "Ping"))]));
        await using var twin = work.Twin();
        var instance = await StartAsync(work, "many");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(i % 2 == 0 ? work : twin, instance, "Ping")));
        while (await work.Get<WakeUpRound>().RunAsync(Cancellation))
        {
            // Kept events are brought to the bookmarks that opened since.
        }

        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        var (rows, last, version) = (
            Count(work, $"SELECT COUNT(*) FROM journal WHERE instance_id = '{instance}'"),
            Count(work, $"SELECT MAX(seq) FROM journal WHERE instance_id = '{instance}'"),
            Count(work, $"SELECT row_version FROM instance WHERE instance_id = '{instance}'"));
        Assert.Equal((9, 9, 9), (rows, last, version));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Definition_does_not_change_under_a_running_instance(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("changing", Processes.Event("wait", "Ping"), Processes.Event("old", "Old")));
        var before = await StartAsync(work, "changing");
        await Processes.PublishAsync(work, Processes.Sequence("changing", Processes.Event("wait", "Ping"), Processes.Event("new", "New")));
        var after = await StartAsync(work, "changing");
        await work.ReopenAsync();

        await SendAsync(work, before, "Ping");
        await SendAsync(work, after, "Ping");

        Assert.Equal(["old"], await ActiveAsync(work, before));
        Assert.Equal(["new"], await ActiveAsync(work, after));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Message_for_a_living_instance_is_kept_until_its_bookmark_exists_and_a_broadcast_is_not(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Event("first", "One"), Processes.Event("second", "Two"), Processes.Event("third", "Three")));
        var instance = await StartAsync(work, "late");

        Assert.True((await SendAsync(work, instance, "Two")).IsKept);
        Assert.Equal((0, false), await BroadcastAsync(work, "Three"));
        await SendAsync(work, instance, "One");

        Assert.Equal(["third"], await ActiveAsync(work, instance));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Broadcast_resumes_each_of_many_once_also_when_it_is_repeated(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("crowd", Processes.Event("wait", "Ping"), Processes.Event("after", "Done")));
        var instances = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => StartAsync(work, "crowd")));

        Assert.Equal((100, false), await BroadcastAsync(work, "Ping", "same"));
        await BroadcastAsync(work, "Ping", "same");

        foreach (var instance in instances)
        {
            Assert.Equal(["after"], await ActiveAsync(work, instance));
        }

        Assert.Equal(100, Count(work, "SELECT COUNT(*) FROM journal WHERE stimulus = 'resume'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Timer_that_was_due_while_nothing_ran_fires_once_also_when_two_processes_look(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instances = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => StartAsync(work, "late")));
        work.Time.Advance(TimeSpan.FromHours(2));
        await work.ReopenAsync();
        await using var twin = work.Twin();

        await Task.WhenAll(work.Get<WakeUpRound>().RunAsync(Cancellation), twin.Get<WakeUpRound>().RunAsync(Cancellation));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        foreach (var instance in instances)
        {
            Assert.Equal(["wait"], await ActiveAsync(work, instance));
            Assert.Equal(1, Count(work, $"SELECT COUNT(*) FROM journal WHERE instance_id = '{instance}' AND stimulus = 'resume'"));
        }
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Instance_whose_bursts_end_the_process_is_in_quarantine_after_three_recoveries_and_the_rest_goes_on(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var poison = await StartAsync(work, "late");
        work.Time.Advance(TimeSpan.FromHours(2));

        // A start whose process ends in the burst: the recovery is counted, the burst is not committed.
        for (var ended = 0; ended < 3; ended++)
        {
            await work.ReopenAsync();
            await work.Get<IBurstStore>().RecoverAsync(work.Tenant, new LowCode.Engine.InstanceId(poison), Cancellation);
        }

        await work.ReopenAsync();
        var other = await StartAsync(work, "late");
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        work.Time.Advance(TimeSpan.FromHours(2));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(["pause"], await ActiveAsync(work, poison));
        Assert.Equal(["wait"], await ActiveAsync(work, other));
        var row = Assert.Single(await work.Get<IQuarantine>().ListAsync(work.Tenant, Cancellation));
        Assert.Equal((poison, "recovery", 3), (row.InstanceId, row.Reason, row.Attempts));
        Assert.Equal("Quarantined", (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, poison, Cancellation))!.SubStatus);
        Assert.Equal(1, Count(work, $"SELECT incident_count FROM instance WHERE instance_id = '{poison}'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Timer_whose_node_died_over_it_is_counted_by_a_node_that_lives_on(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var poison = await StartAsync(work, "late");
        work.Get<Recovery>();
        work.Time.Advance(TimeSpan.FromHours(2));

        // Other nodes, which take up what the one before left, count it and end.
        for (var ended = 0; ended < 3; ended++)
        {
            var now = work.Time.GetUtcNow();
            Assert.Single(await work.Get<IWakeUps>().LeaseTimersAsync(now, now + DueTimers.Lease, 10, Cancellation));
            await work.Get<IBurstStore>().RecoverAsync(work.Tenant, new LowCode.Engine.InstanceId(poison), Cancellation);
            work.Time.Advance(DueTimers.Lease);
        }

        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(["pause"], await ActiveAsync(work, poison));
        Assert.Equal(poison, Assert.Single(await work.Get<IQuarantine>().ListAsync(work.Tenant, Cancellation)).InstanceId);
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Kept_message_whose_node_died_over_it_is_counted_by_a_node_that_lives_on(string store)
    {
        // More messages than follow one command at once: the last is left for whoever looks.
        const int Pings = 11;
        await using var work = await WithAsync(store, Processes.Sequence(
            "many",
            [
                Processes.Event("go", "Go"),
                .. Enumerable.Range(1, Pings).Select(i => Processes.Event(string.Create(CultureInfo.InvariantCulture, $"ping{i}"), "Ping")),
                Processes.Event("end", "End"),
            ]));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        var poison = await StartAsync(work, "many");
        for (var i = 0; i < Pings; i++)
        {
            Assert.True((await SendAsync(work, poison, "Ping")).IsKept);
        }

        await SendAsync(work, poison, "Go");
        var kept = Assert.Single((await work.Get<IWakeUps>().MatchedMessagesAsync(null, 1_000, 10, Cancellation)).Messages);

        // Other nodes, which take up what the one before left, count it and end.
        for (var ended = 0; ended <= 3; ended++)
        {
            var now = work.Time.GetUtcNow();
            Assert.Equal(ended, await work.Get<IWakeUps>().LeaseMessageAsync(kept, now, now + KeptMessages.Lease, Cancellation));
            if (ended > 0)
            {
                await work.Get<IBurstStore>().RecoverAsync(work.Tenant, new LowCode.Engine.InstanceId(poison), Cancellation);
            }

            work.Time.Advance(KeptMessages.Lease);
        }

        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(["ping11"], await ActiveAsync(work, poison));
        var row = Assert.Single(await work.Get<IQuarantine>().ListAsync(work.Tenant, Cancellation));
        Assert.Equal((poison, 3), (row.InstanceId, row.Attempts));
        await work.Get<IQuarantine>().ReleaseAsync(new QuarantineRelease(work.Tenant, poison, "anna", "mended", work.Time.GetUtcNow()), Cancellation);
        work.Get<IInstanceOwner>().Forget(work.Tenant, new(poison));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        Assert.Equal(["end"], await ActiveAsync(work, poison));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Released_instance_runs_again(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instance = await StartAsync(work, "late");
        await work.Get<IQuarantine>().AddAsync(new QuarantinedInstance(work.Tenant, instance, work.Time.GetUtcNow(), "recovery", 3), Cancellation);
        work.Time.Advance(TimeSpan.FromHours(2));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);
        Assert.Equal(["pause"], await ActiveAsync(work, instance));

        Assert.True(await work.Get<IQuarantine>().ReleaseAsync(
            new QuarantineRelease(work.Tenant, instance, "anna", "mended", work.Time.GetUtcNow()), Cancellation));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        Assert.Equal(["wait"], await ActiveAsync(work, instance));
        Assert.Empty(await work.Get<IQuarantine>().ListAsync(work.Tenant, Cancellation));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Administrator_sees_why_an_instance_is_in_quarantine_and_releases_it_with_a_reason(string store)
    {
        await using var work = await WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instance = await StartAsync(work, "late");
        await work.Get<IQuarantine>().AddAsync(new QuarantinedInstance(work.Tenant, instance, work.Time.GetUtcNow(), "recovery", 3), Cancellation);
        var (admin, clerk) = (Actor.System(work.Tenant), work.Person("anna", "acceptor"));
        Task<Result<ReleasedInstance>> ReleaseAsync(Actor actor, string id, string reason) =>
            work.Get<ReleaseInstance>().HandleAsync(actor, new ReleaseInstanceCommand(id, reason), Cancellation);

        Assert.Equal(3, (await work.Get<ReadInstance>().HandleAsync(admin, instance, Cancellation)).Value!.Quarantine!.Attempts);
        Assert.Equal("instance.forbidden", (await ReleaseAsync(clerk, instance, "mended")).Rejection!.Code);
        Assert.Equal("instance.missing-reason", (await ReleaseAsync(admin, instance, " ")).Rejection!.Code);
        Assert.Equal("instance.not-found", (await ReleaseAsync(admin, "nobody", "mended")).Rejection!.Code);
        Assert.True((await ReleaseAsync(admin, instance, "script mended")).IsAccepted);
        Assert.Equal("instance.not-quarantined", (await ReleaseAsync(admin, instance, "again")).Rejection!.Code);

        Assert.Null((await work.Get<ReadInstance>().HandleAsync(admin, instance, Cancellation)).Value!.Quarantine);
        Assert.Equal("script mended", work.Scalar("SELECT release_reason FROM quarantine"));
        Assert.Equal(0, Count(work, $"SELECT incident_count FROM instance WHERE instance_id = '{instance}'"));
    }

    internal static Task<TestWork> WithAsync(params System.Text.Json.Nodes.JsonObject[] processes) => WithAsync(WorkStores.Sqlite, processes);

    internal static async Task<TestWork> WithAsync(string store, params System.Text.Json.Nodes.JsonObject[] processes)
    {
        var work = await WorkStores.OpenAsync(store);
        await Processes.PublishAsync(work, processes);
        return work;
    }

    internal static async Task<string> StartAsync(TestWork work, string definition)
    {
        var answer = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand(definition, [], null, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value.InstanceId.Value;
    }

    internal static async Task<SentEvent> SendAsync(TestWork work, string instance, string name, string? operation = null) =>
        Accepted(await work.Get<SendEvent>().HandleAsync(
            Actor.System(work.Tenant), new SendEventCommand(name, new EventAddress.Instance(instance), null, operation ?? Guid.NewGuid().ToString()), Cancellation));

    internal static async Task<IReadOnlyList<string>> ActiveAsync(TestWork work, string instance) =>
        (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.ActiveSteps;

    internal static long Count(TestWork work, string sql) => Convert.ToInt64(work.Scalar(sql), CultureInfo.InvariantCulture);

    private static async Task<(int Resumed, bool IsKept)> BroadcastAsync(TestWork work, string name, string? operation = null)
    {
        var sent = Accepted(await work.Get<SendEvent>().HandleAsync(
            Actor.System(work.Tenant), new SendEventCommand(name, new EventAddress.Broadcast(), null, operation ?? Guid.NewGuid().ToString()), Cancellation));
        return (sent.Resumed, sent.IsKept);
    }

    private static SentEvent Accepted(Result<SentEvent> answer)
    {
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value;
    }
}
