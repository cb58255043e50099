using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Triggers that were set aside, over the API.</summary>
[Collection<HostCollection>]
public sealed class SetAsideTriggerApiTests(RunningHost host)
{
    private static readonly DateTimeOffset _due = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trigger_that_was_set_aside_is_listed_and_taken_up_once_with_a_reason()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence(
            "api-trigger",
            Activity("begin", "Elsa.StartAt", ("dateTime", Literal("DateTime", "2099-01-01T00:00:00Z")))
                .With("customProperties", new JsonObject { ["canStartWorkflow"] = true })));
        await host.App.Services.GetRequiredService<ITriggerTimers>().SetAsideAsync(
            new DueTrigger(new("demo"), "api-trigger", "begin", _due, 0), _due, Cancellation);

        var list = await program.GetFromJsonAsync<JsonObject>("/api/set-aside-triggers", Cancellation);
        const string Path = "/api/set-aside-triggers/api-trigger/begin/take-up";
        using var reasonless = await program.PostAsJsonAsync(Path, new { }, Cancellation);
        using var taken = await program.PostAsJsonAsync(Path, new { reason = "mended" }, Cancellation);
        using var again = await program.PostAsJsonAsync(Path, new { reason = "twice" }, Cancellation);

        Assert.Equal("begin", (string)Assert.Single(list!["items"]!.AsArray(), t => (string)t!["definitionId"]! == "api-trigger")!["activityId"]!);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { reasonless.StatusCode, taken.StatusCode, again.StatusCode });
        Assert.Empty((await program.GetFromJsonAsync<JsonObject>("/api/set-aside-triggers", Cancellation))!["items"]!.AsArray());
    }

    [Fact]
    public async Task They_are_for_administrators_with_the_scope()
    {
        using var clerk = await host.SignedInAsync("grid");
        using var program = host.With(await host.KeyAsync(Scope.ReadInstances));

        using var asClerk = await clerk.GetAsync("/api/set-aside-triggers", Cancellation);
        using var reading = await program.GetAsync("/api/set-aside-triggers", Cancellation);
        using var mending = await program.PostAsJsonAsync("/api/set-aside-triggers/a/b/take-up", new { reason = "mended" }, Cancellation);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden], new[] { asClerk.StatusCode, reading.StatusCode, mending.StatusCode });
    }
}
