using System.Text.Json.Nodes;
using LowCode.Tests.Component.Http;
using LowCode.Work.Endpoints;
using LowCode.Work.Replies;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>The request waits at one process, the burst that answers runs in another one on the same database.</summary>
public sealed class ReplyOfAnotherNodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_written_elsewhere_reaches_the_request()
    {
        await using var work = await TestWork.EmptyAsync();
        await Processes.PublishAsync(work, EndpointProcesses.Sequence(
            "far",
            EndpointProcesses.Endpoint("in", "far", "GET"),
            Processes.Delay("wait", "00:00:05"),
            EndpointProcesses.Reply("out", "'from the other side'", 203)));
        var route = Assert.Single((await work.Get<PublishedEndpoints>().OfAsync(work.Tenant, Cancellation))!.Routes);
        var waiting = work.Get<CallEndpoint>().StartAsync(
            route, new EndpointRequest(work.Tenant, null, new JsonObject { ["method"] = "GET" }, TimeSpan.FromHours(1)), Cancellation);
        await using var other = work.Twin();

        // The timer falls due there; the answer leaves by the outbox and is put where the first process looks.
        other.Time.Advance(TimeSpan.FromSeconds(10));
        while (!waiting.IsCompleted)
        {
            await other.Get<WakeUpRound>().RunAsync(Cancellation);
            work.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var answer = (await waiting).Value!;
        Assert.Equal((203, "from the other side"), (answer.Reply!.StatusCode, answer.Reply.Content));
        Assert.Equal(0, work.Get<ReplySlots>().Count);
    }

    [Fact]
    public async Task Caller_that_has_gone_is_no_incident_and_leaves_nothing_behind()
    {
        await using var work = await TestWork.EmptyAsync();
        await Processes.PublishAsync(work, EndpointProcesses.Sequence(
            "gone", EndpointProcesses.Endpoint("in", "gone", "GET"), Processes.Delay("wait", "00:00:05"), EndpointProcesses.Reply("out", "'late'")));
        var route = Assert.Single((await work.Get<PublishedEndpoints>().OfAsync(work.Tenant, Cancellation))!.Routes);
        using var caller = new CancellationTokenSource();
        var waiting = work.Get<CallEndpoint>().StartAsync(
            route, new EndpointRequest(work.Tenant, null, new JsonObject { ["method"] = "GET" }, TimeSpan.FromHours(1)), caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        work.Time.Advance(TimeSpan.FromSeconds(10));
        while (await work.Get<WakeUpRound>().RunAsync(Cancellation))
        {
        }

        Assert.Equal("Finished", work.Scalar("SELECT sub_status FROM instance"));
        Assert.Equal((0L, 0L), (work.Scalar("SELECT incident_count FROM instance"), work.Scalar("SELECT COUNT(*) FROM outbox")));
        Assert.Equal(0, work.Get<ReplySlots>().Count);
    }
}
