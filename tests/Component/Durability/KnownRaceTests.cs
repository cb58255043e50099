using System.Text.Json.Nodes;
using LowCode.Tests.Component.Work;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>Races that users of Elsa 3 reported, by the number of the report in elsa-workflows/elsa-core: here they have one outcome.</summary>
public sealed class KnownRaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_7223_two_hundred_instances_resumed_in_quick_succession_leave_no_bookmark_behind(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var instances = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => PromiseTests.StartAsync(work, "waiter")));

        var sent = await Task.WhenAll(instances.Select(i => PromiseTests.SendAsync(work, i, "Ping")));

        Assert.All(sent, s => Assert.Equal(1, s.Resumed));
        Assert.Equal(0, PromiseTests.Count(work, "SELECT COUNT(*) FROM bookmark"));
        Assert.Equal(200, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance WHERE status = 'Finished'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_5597_bookmarks_of_parallel_branches_that_are_resumed_together_are_all_consumed(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("branches", ForEach("each", 6, Processes.Event("wait", "Ping")), Processes.Event("end", "End")));
        await using var twin = work.Twin();
        var instance = await PromiseTests.StartAsync(work, "branches");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PromiseTests.SendAsync(i % 2 == 0 ? work : twin, instance, "Ping")));
        await DrainAsync(work);

        Assert.Equal(["end"], await PromiseTests.ActiveAsync(work, instance));
        Assert.Equal(1, PromiseTests.Count(work, "SELECT COUNT(*) FROM bookmark"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_5045_a_burst_that_was_committed_when_the_server_crashed_does_not_run_again(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("waiter", Processes.Event("wait", "Ping"), Processes.Event("end", "End")));
        var instance = await PromiseTests.StartAsync(work, "waiter");
        await PromiseTests.SendAsync(work, instance, "Ping", "same");

        // The answer was lost with the server, so the caller asks the next one again.
        await using var next = work.Twin();
        var again = await PromiseTests.SendAsync(next, instance, "Ping", "same");
        await DrainAsync(next);

        Assert.Equal(1, again.Resumed);
        Assert.Equal(2, PromiseTests.Count(work, $"SELECT row_version FROM instance WHERE instance_id = '{instance}'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_4819_timers_of_a_crashed_server_run_once_though_two_servers_start(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("end", "End")));
        var instance = await PromiseTests.StartAsync(work, "late");
        work.Time.Advance(TimeSpan.FromHours(2));
        await using var one = work.Twin();
        await using var two = work.Twin();

        await Task.WhenAll(DrainAsync(one), DrainAsync(two));

        Assert.Equal(2, PromiseTests.Count(work, $"SELECT row_version FROM instance WHERE instance_id = '{instance}'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_6419_one_activity_that_waits_in_parallel_runs_as_often_as_it_was_started(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("branches", ForEach("each", 3, Processes.Event("wait", "Ping"))));
        var instance = await PromiseTests.StartAsync(work, "branches");
        Assert.Equal(3, PromiseTests.Count(work, "SELECT COUNT(*) FROM bookmark"));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, (await PromiseTests.SendAsync(work, instance, "Ping")).Resumed);
        }

        Assert.Equal("Finished", (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.Status);
        Assert.Equal(4, PromiseTests.Count(work, $"SELECT row_version FROM instance WHERE instance_id = '{instance}'"));
    }

    [Theory]
    [InlineData(WorkStores.Sqlite)]
    [InlineData(WorkStores.Postgres)]
    public async Task Report_3832_a_message_that_is_delivered_twice_starts_one_instance(string store)
    {
        await using var work = await PromiseTests.WithAsync(store, Processes.Sequence("started", Processes.Event("begin", "Ping", canStart: true), Processes.Event("end", "End")));
        await using var twin = work.Twin();

        await Task.WhenAll(new[] { work, twin, work, twin }.Select(w => w.Get<SendEvent>().HandleAsync(
            Actor.System(work.Tenant), new SendEventCommand("Ping", new EventAddress.Broadcast(), null, "same"), Cancellation)));

        Assert.Equal(1, PromiseTests.Count(work, "SELECT COUNT(*) FROM instance"));
    }

    private static async Task DrainAsync(TestWork work)
    {
        while (await work.Get<WakeUpRound>().RunAsync(Cancellation))
        {
            // There was more.
        }
    }

    private static JsonObject ForEach(string id, int count, JsonObject body) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = "Elsa.ParallelForEach",
        ["version"] = 1,
        ["items"] = new JsonObject
        {
            ["typeName"] = "Object",
            ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"[{string.Join(',', Enumerable.Range(0, count))}]" },
        },
        ["body"] = body,
    };
}
