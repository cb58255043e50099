using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Work.Calls;
using LowCode.Work.WakeUps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Timer triggers of published definitions. Each instance that they start makes a call, so the calls count the instances.</summary>
public sealed class TriggerTimerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_trigger_starts_an_instance_each_time_also_after_a_restart()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));

        await PassAsync(work, TimeSpan.FromMinutes(9));
        Assert.Empty(outside.Calls);

        await PassAsync(work, TimeSpan.FromMinutes(1));
        Assert.Equal(["http://one"], outside.Calls);

        await work.ReopenAsync();
        await PassAsync(work, TimeSpan.FromMinutes(10));
        Assert.Equal(["http://one", "http://one"], outside.Calls);
    }

    [Fact]
    public async Task Times_that_passed_while_nothing_ran_start_one_instance()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));

        await PassAsync(work, TimeSpan.FromHours(5));
        await PassAsync(work, TimeSpan.Zero);

        Assert.Single(outside.Calls);
    }

    [Theory]
    [InlineData("FireOnce", 1)]
    [InlineData("Skip", 0)]
    [InlineData("CatchUp", 30)]
    public async Task Policy_of_a_trigger_says_what_becomes_of_times_that_passed_while_nothing_ran(string misfire, int instances)
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one", misfire));

        // Thirty times pass, the last of them five minutes ago.
        work.Time.Advance(TimeSpan.FromMinutes(305));
        await work.ReopenAsync();
        await PassAsync(work, TimeSpan.Zero);
        Assert.Equal(instances, outside.Calls.Count);

        // It goes on in its own beat.
        await PassAsync(work, TimeSpan.FromMinutes(5));
        await PassAsync(work, TimeSpan.FromMinutes(10));
        Assert.Equal(instances + 2, outside.Calls.Count);
    }

    [Fact]
    public async Task Trigger_that_catches_up_goes_on_where_a_crash_stopped_it()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one", "CatchUp"));
        work.Time.Advance(TimeSpan.FromMinutes(45));
        var due = Assert.Single(await work.Get<ITriggerTimers>().LeaseAsync(work.Time.GetUtcNow(), work.Time.GetUtcNow(), 10, Cancellation));
        await PassAsync(work, TimeSpan.Zero);
        Assert.Equal(4, outside.Calls.Count);

        // As a crash after the second start leaves it: four instances are there, the row says the third time.
        var next = Assert.Single(await work.Get<ITriggerTimers>().LeaseAsync(work.Time.GetUtcNow() + TimeSpan.FromHours(1), work.Time.GetUtcNow(), 10, Cancellation));
        await work.Get<ITriggerTimers>().AdvanceAsync(next, due.DueAt.AddMinutes(20), Cancellation);
        await PassAsync(work, TimeSpan.Zero);

        Assert.Equal(4, outside.Calls.Count);
    }

    [Fact]
    public async Task A_new_version_with_the_same_schedule_goes_on_at_the_same_time_and_runs_itself()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));
        await PassAsync(work, TimeSpan.FromMinutes(6));

        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://two"));
        await PassAsync(work, TimeSpan.FromMinutes(4));

        Assert.Equal(["http://two"], outside.Calls);
    }

    [Fact]
    public async Task A_new_version_without_the_trigger_starts_nothing_any_more()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));
        await Processes.PublishAsync(work, Processes.Sequence("tick", Processes.Event("wait", "e")));

        await PassAsync(work, TimeSpan.FromHours(1));

        Assert.Empty(outside.Calls);
        Assert.Empty(await work.Get<ITriggerTimers>().LeaseAsync(DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MaxValue.AddDays(-1), 10, Cancellation));
    }

    [Fact]
    public async Task A_start_that_was_not_noted_is_not_repeated()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));
        work.Time.Advance(TimeSpan.FromMinutes(10));
        var due = Assert.Single(await work.Get<ITriggerTimers>().LeaseAsync(work.Time.GetUtcNow(), work.Time.GetUtcNow(), 10, Cancellation));
        await PassAsync(work, TimeSpan.Zero);

        // As a crash leaves it: the instance is there, the row still says the time before.
        var next = Assert.Single(await work.Get<ITriggerTimers>().LeaseAsync(work.Time.GetUtcNow() + TimeSpan.FromHours(1), work.Time.GetUtcNow(), 10, Cancellation));
        await work.Get<ITriggerTimers>().AdvanceAsync(next, due.DueAt, Cancellation);
        await PassAsync(work, TimeSpan.Zero);

        Assert.Single(outside.Calls);
    }

    [Fact]
    public async Task Trigger_whose_start_ends_the_process_is_set_aside_after_three_deaths_and_the_rest_goes_on()
    {
        var outside = new Outside();
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(outside));
        await Processes.PublishAsync(work, Ticking("poison", "00:10:00", "http://poison"), Ticking("tick", "00:10:00", "http://one"));
        work.Time.Advance(TimeSpan.FromMinutes(10));
        var timers = work.Get<ITriggerTimers>();

        // Processes that end in the first burst: the start is counted, the row does not move on.
        for (var ended = 0; ended < 3; ended++)
        {
            var due = await timers.LeaseAsync(work.Time.GetUtcNow(), work.Time.GetUtcNow(), 10, Cancellation);
            await timers.BeginAsync(due.Single(t => t.DefinitionId == "poison"), Cancellation);
        }

        await work.ReopenAsync();
        await PassAsync(work, TimeSpan.Zero);
        await PassAsync(work, TimeSpan.FromMinutes(10));
        Assert.Equal(["http://one", "http://one"], outside.Calls);
        var aside = Assert.Single(await work.Get<ITriggerTimers>().ListSetAsideAsync(work.Tenant, Cancellation));
        Assert.Equal(("poison", 3), (aside.DefinitionId, aside.Begun));

        // Another definition's publication leaves it; its own brings it back.
        await Processes.PublishAsync(work, Processes.Sequence("other", Processes.Event("wait", "e")));
        Assert.Single(await work.Get<ITriggerTimers>().ListSetAsideAsync(work.Tenant, Cancellation));
        await Processes.PublishAsync(work, Ticking("poison", "00:10:00", "http://mended"));
        await PassAsync(work, TimeSpan.Zero);
        Assert.Equal("http://mended", outside.Calls[^1]);
        Assert.Empty(await work.Get<ITriggerTimers>().ListSetAsideAsync(work.Tenant, Cancellation));
    }

    [Fact]
    public async Task Start_is_counted_before_its_burst_and_forgotten_when_the_row_moves_on()
    {
        await using var work = await TestWork.EmptyAsync(besides: s => s.AddSingleton<IHttpSender>(new Outside()));
        await Processes.PublishAsync(work, Ticking("tick", "00:10:00", "http://one"));
        await using (var beside = new SqliteConnection($"Data Source={Path.Combine(work.Folder, "lowcode.db")};Pooling=False"))
        {
            await beside.OpenAsync(Cancellation);
            await using var note = beside.CreateCommand();
            note.CommandText =
                """
                CREATE TABLE seen (begun INTEGER);
                CREATE TRIGGER see AFTER INSERT ON instance BEGIN INSERT INTO seen SELECT begun FROM trigger_timer; END;
                """;
            await note.ExecuteNonQueryAsync(Cancellation);
        }

        for (var time = 0; time < 5; time++)
        {
            await PassAsync(work, TimeSpan.FromMinutes(10));
        }

        Assert.Equal("1,1,1,1,1", work.Scalar("SELECT group_concat(begun) FROM seen"));
        Assert.Equal(0L, work.Scalar("SELECT begun FROM trigger_timer"));
    }

    private static JsonObject Ticking(string definitionId, string interval, string url, string misfire = "FireOnce")
    {
        var trigger = Input("Elsa.Timer", "timer", "interval", interval);
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true, ["misfire"] = misfire };
        return Processes.Sequence(definitionId, trigger, Input("Elsa.SendHttpRequest", "send", "url", url));
    }

    private static JsonObject Input(string type, string id, string input, string value)
    {
        var activity = Processes.Delay(id, "00:00:00");
        activity.Remove("timeSpan");
        activity["type"] = type;
        activity[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return activity;
    }

    private static async Task PassAsync(TestWork work, TimeSpan span)
    {
        work.Time.Advance(span);
        while (await work.Get<WakeUpRound>().RunAsync(Cancellation))
        {
        }

        await work.Get<WakeUpRound>().RunAsync(Cancellation);
    }

    private sealed class Outside : IHttpSender
    {
        public List<string> Calls { get; } = [];

        public Task<HttpAnswer> SendAsync(TenantId tenant, HttpCall call, string idempotencyKey, CancellationToken cancellation)
        {
            lock (Calls)
            {
                Calls.Add(call.Url);
            }

            return Task.FromResult<HttpAnswer>(new HttpAnswer.Answered(200, new Dictionary<string, string>(), "", null));
        }
    }
}
