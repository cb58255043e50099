using System.Text.Json.Nodes;
using LowCode.Engine.Interventions;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>People mend instances that are stored: every step is a burst of its own, read back from the database.</summary>
public sealed class InterventionTests
{
    private const string Picky = "if (!getReady()) throw new Error('not ready'); return 'x';";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faulted_instance_is_mended_after_a_restart()
    {
        await using var work = await WithPickyAsync();
        var id = await StartAsync(work);
        Assert.Equal(InstanceSubStatus.Faulted, (await ReadAsync(work, id)).SubStatus);
        await work.ReopenAsync();

        Assert.True((await InterveneAsync(work, id, new Intervention.SetVariable("Ready", true))).IsAccepted);
        var answer = await InterveneAsync(work, id, new Intervention.Retry("x"));

        Assert.Equal(InstanceSubStatus.Suspended, answer.Value!.SubStatus);
        var view = await ReadAsync(work, id);
        Assert.Equal(["e"], view.Open.Where(e => e.IsWaiting).Select(e => e.ActivityId));
        var resolution = Assert.Single(view.Incidents).Resolution!;
        Assert.Equal((IncidentResolutionKind.Retried, "admin", "test"), (resolution.Kind, resolution.Actor, resolution.Reason));
        Assert.Equal(InstanceSubStatus.Finished, (await InterveneAsync(work, id, new Intervention.Move("e", "z"))).Value!.SubStatus);
    }

    [Fact]
    public async Task Waiting_branch_can_be_cancelled_with_the_whole_instance()
    {
        await using var work = await WithPickyAsync();
        var id = await StartAsync(work);

        var answer = await work.Get<InterveneInInstance>().HandleAsync(Administrator(work), new CancelInstanceCommand(id, "given up", "1"), Cancellation);

        Assert.Equal(InstanceSubStatus.Cancelled, answer.Value!.SubStatus);
        Assert.Equal("instance.ended", (await InterveneAsync(work, id, new Intervention.Retry())).Rejection?.Code);
        var again = await work.Get<InterveneInInstance>().HandleAsync(Administrator(work), new CancelInstanceCommand(id, "again", "2"), Cancellation);
        Assert.Equal("instance.ended", again.Rejection?.Code);
    }

    [Fact]
    public async Task Repeated_intervention_does_nothing_again()
    {
        await using var work = await WithPickyAsync();
        var id = await StartAsync(work);
        Assert.True((await InterveneAsync(work, id, new Intervention.Retry("x"), "same")).IsAccepted);

        var again = await InterveneAsync(work, id, new Intervention.Retry("x"), "same");

        Assert.Null(again.Value!.SubStatus);
        Assert.Equal(2, (await ReadAsync(work, id)).Incidents.Count);
    }

    [Fact]
    public async Task Activity_with_retries_is_tried_again_by_the_timer_and_then_stops()
    {
        await using var work = await TestWork.EmptyAsync();
        var line = Processes.LineOf("x", Picky);
        line["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["maxRetryAttempts"] = 1, ["delay"] = "00:01:00" } };
        await Processes.PublishAsync(work, Processes.Sequence("picky", line).WithVariable("Ready", "Boolean", "false"));
        var id = await StartAsync(work);
        Assert.Equal(InstanceSubStatus.Suspended, (await ReadAsync(work, id)).SubStatus);

        work.Time.Advance(TimeSpan.FromMinutes(2));
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        var view = await ReadAsync(work, id);
        Assert.Equal(InstanceSubStatus.Faulted, view.SubStatus);
        Assert.Single(view.Incidents);
    }

    [Fact]
    public async Task Refusals_say_what_was_expected_and_change_nothing()
    {
        await using var work = await WithPickyAsync();
        var id = await StartAsync(work);
        var before = await ReadAsync(work, id);

        Assert.Equal("instance.activity-unknown", (await InterveneAsync(work, id, new Intervention.Retry("nobody"))).Rejection?.Code);
        Assert.Equal("instance.variable-unknown", (await InterveneAsync(work, id, new Intervention.SetVariable("Nothing", 1))).Rejection?.Code);
        var wrongType = (await InterveneAsync(work, id, new Intervention.SetVariable("Ready", "perhaps"))).Rejection!;
        Assert.Contains("perhaps", wrongType.Message, StringComparison.Ordinal);
        Assert.Equal("instance.not-found", (await InterveneAsync(work, "no-such-instance", new Intervention.Retry())).Rejection?.Code);
        var stranger = await work.Get<InterveneInInstance>().HandleAsync(
            work.Person("grid", "reporter"), new InterveneCommand(id, new Intervention.Retry(), "test", "1"), Cancellation);
        Assert.Equal(RejectionKind.Forbidden, stranger.Rejection?.Kind);
        var unreasonable = await work.Get<InterveneInInstance>().HandleAsync(
            Administrator(work), new InterveneCommand(id, new Intervention.Retry(), " ", "1"), Cancellation);
        Assert.Equal("instance.missing-reason", unreasonable.Rejection?.Code);

        Assert.Equal(before.Variables.ToJsonString(), (await ReadAsync(work, id)).Variables.ToJsonString());
    }

    private static async Task<TestWork> WithPickyAsync()
    {
        var work = await TestWork.EmptyAsync();
        var process = Processes.Sequence("picky", Processes.LineOf("x", Picky), Processes.Event("e", "Go"), Processes.LineOf("z", "'z'"));
        await Processes.PublishAsync(work, process.WithVariable("Ready", "Boolean", "false"));
        return work;
    }

    private static Actor Administrator(TestWork work) => work.Person("admin", Actor.AdministratorRole);

    private static async Task<string> StartAsync(TestWork work)
    {
        var started = await work.Get<StartInstance>().HandleAsync(Administrator(work), new StartInstanceCommand("picky", [], null, "start"), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    private static Task<Result<IntervenedInstance>> InterveneAsync(TestWork work, string id, Intervention what, string? operation = null) =>
        work.Get<InterveneInInstance>().HandleAsync(
            Administrator(work), new InterveneCommand(id, what, "test", operation ?? Guid.NewGuid().ToString("N")), Cancellation);

    private static async Task<InstanceView> ReadAsync(TestWork work, string id)
    {
        var answer = await work.Get<ReadInstance>().HandleAsync(Administrator(work), id, Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value;
    }
}
