using LowCode.Work;
using LowCode.Work.Events;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Processes that wait: for events, for time, for each other.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_goes_on_when_its_event_comes()
    {
        await using var work = await WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var instance = await StartAsync(work, "waiter");

        var sent = await SendAsync(work, new EventAddress.Instance(instance), "Ping");

        Assert.Equal(1, sent.Resumed);
        Assert.Equal("Finished", await StatusAsync(work, instance));
    }

    [Fact]
    public async Task Event_that_comes_early_is_taken_when_the_process_reaches_it()
    {
        await using var work = await WithAsync(Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instance = await StartAsync(work, "late");

        var sent = await SendAsync(work, new EventAddress.Instance(instance), "Ping");
        Assert.True(sent.IsKept);
        Assert.Equal("Running", await StatusAsync(work, instance));

        work.Time.Advance(TimeSpan.FromHours(1));
        await RoundAsync(work);
        Assert.Equal("Finished", await StatusAsync(work, instance));
    }

    [Fact]
    public async Task Repeated_event_resumes_nobody_a_second_time()
    {
        await using var work = await WithAsync(Processes.Sequence("twice", Processes.Event("first", "Ping"), Processes.Event("second", "Ping")));
        var instance = await StartAsync(work, "twice");

        var sent = await SendAsync(work, new EventAddress.Instance(instance), "Ping", "same");
        var again = await SendAsync(work, new EventAddress.Instance(instance), "Ping", "same");

        Assert.Equal((1, 1), (sent.Resumed, again.Resumed));
        Assert.Equal("Running", await StatusAsync(work, instance));
        await SendAsync(work, new EventAddress.Instance(instance), "Ping", "another");
        Assert.Equal("Finished", await StatusAsync(work, instance));
    }

    [Fact]
    public async Task Event_for_a_correlation_reaches_its_instances_only()
    {
        await using var work = await WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));
        var mine = await StartAsync(work, "waiter", "order-7");
        var other = await StartAsync(work, "waiter", "order-8");

        var sent = await SendAsync(work, new EventAddress.Correlation("order-7"), "Ping");

        Assert.Equal(1, sent.Resumed);
        Assert.Equal(("Finished", "Running"), (await StatusAsync(work, mine), await StatusAsync(work, other)));
    }

    [Fact]
    public async Task Broadcast_resumes_what_waits_and_starts_what_it_triggers()
    {
        await using var work = await WithAsync(
            Processes.Sequence("waiter", Processes.Event("wait", "Ping")),
            Processes.Sequence("started", Processes.Event("begin", "Ping", canStart: true), Processes.Event("end", "Done")));
        var one = await StartAsync(work, "waiter");
        var two = await StartAsync(work, "waiter");

        var sent = await SendAsync(work, new EventAddress.Broadcast(), "Ping", "same");
        var again = await SendAsync(work, new EventAddress.Broadcast(), "Ping", "same");

        Assert.Equal((2, 1), (sent.Resumed, sent.Started));
        Assert.Equal(("Finished", "Finished"), (await StatusAsync(work, one), await StatusAsync(work, two)));
        Assert.Equal((0, 1), (again.Resumed, again.Started));
        Assert.Equal(1, (await SendAsync(work, new EventAddress.Broadcast(), "Done")).Resumed);
    }

    [Fact]
    public async Task Published_event_leaves_by_the_outbox_once()
    {
        await using var work = await WithAsync(
            Processes.Sequence("teller", Processes.Publish("tell", "Ping")),
            Processes.Sequence("waiter", Processes.Event("first", "Ping"), Processes.Event("second", "Ping")));
        var waiter = await StartAsync(work, "waiter");
        await StartAsync(work, "teller");

        await RoundAsync(work);
        await RoundAsync(work);

        Assert.Equal("Running", await StatusAsync(work, waiter));
        Assert.Equal(["second"], (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, waiter, Cancellation))!.ActiveSteps);
    }

    [Fact]
    public async Task Timer_fires_once_at_its_time_also_after_the_process_was_started_again()
    {
        await using var work = await WithAsync(Processes.Sequence("late", Processes.Delay("pause", "01:00:00"), Processes.Event("wait", "Ping")));
        var instance = await StartAsync(work, "late");
        work.Time.Advance(TimeSpan.FromMinutes(59));
        await RoundAsync(work);
        Assert.Equal(["pause"], await ActiveAsync(work, instance));

        await work.ReopenAsync();
        work.Time.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(work);
        await RoundAsync(work);

        Assert.Equal(["wait"], await ActiveAsync(work, instance));
    }

    [Fact]
    public async Task Timer_that_fell_due_while_nothing_ran_fires_after_the_start()
    {
        await using var work = await WithAsync(Processes.Sequence("late", Processes.Delay("pause", "01:00:00")));
        var instance = await StartAsync(work, "late");
        work.Time.Advance(TimeSpan.FromDays(1));

        await work.ReopenAsync();
        await RoundAsync(work);

        Assert.Equal("Finished", await StatusAsync(work, instance));
    }

    [Fact]
    public async Task Process_with_user_tasks_is_not_started_without_a_case()
    {
        await using var work = await WithAsync(Processes.Sequence("asks", Processes.UserTask("ask")));

        var answer = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand("asks", [], null, "1"), Cancellation);

        Assert.Equal("instance.needs-case", answer.Rejection?.Code);
    }

    [Fact]
    public async Task Start_that_is_repeated_starts_one_instance()
    {
        await using var work = await WithAsync(Processes.Sequence("waiter", Processes.Event("wait", "Ping")));

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync(work, "waiter", operation: "same")));

        Assert.Single(starts.Distinct());
        Assert.Equal(1, (await SendAsync(work, new EventAddress.Broadcast(), "Ping")).Resumed);
    }

    private static async Task<TestWork> WithAsync(params System.Text.Json.Nodes.JsonObject[] processes)
    {
        var work = await TestWork.EmptyAsync();
        await Processes.PublishAsync(work, processes);
        return work;
    }

    private static async Task<string> StartAsync(TestWork work, string definition, string? correlation = null, string? operation = null)
    {
        var answer = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand(definition, [], correlation, operation ?? Guid.NewGuid().ToString()), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value.InstanceId.Value;
    }

    private static async Task<SentEvent> SendAsync(TestWork work, EventAddress address, string name, string? operation = null)
    {
        var answer = await work.Get<SendEvent>().HandleAsync(
            Actor.System(work.Tenant), new SendEventCommand(name, address, null, operation ?? Guid.NewGuid().ToString()), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value;
    }

    private static Task<bool> RoundAsync(TestWork work) => work.Get<WakeUpRound>().RunAsync(Cancellation);

    private static async Task<string> StatusAsync(TestWork work, string instance) =>
        (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.Status;

    private static async Task<IReadOnlyList<string>> ActiveAsync(TestWork work, string instance) =>
        (await work.Get<IInstanceQueries>().ProgressAsync(work.Tenant, instance, Cancellation))!.ActiveSteps;
}
