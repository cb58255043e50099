using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Dead letters over the API.</summary>
[Collection<HostCollection>]
public sealed class DeadLetterApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expired_message_is_found_retried_with_a_reason_and_reaches_its_instance()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence(
            "api-letter",
            Activity("first", "Elsa.Event", ("eventName", Literal("String", "LetterOne"))),
            Activity("second", "Elsa.Event", ("eventName", Literal("String", "LetterTwo")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-letter", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var instance = started.Headers.Location!.OriginalString.Split('/')[^1];
        await host.ExpireAsync(instance, "LetterTwo");

        var list = await program.GetFromJsonAsync<JsonObject>($"/api/dead-letters?source=inbox&reason=expired&instanceId={instance}", Cancellation);
        var letter = Assert.Single(list!["rows"]!.AsArray())!;
        var path = $"/api/dead-letters/{letter["deadLetterId"]}";
        var detail = await program.GetFromJsonAsync<JsonObject>(path, Cancellation);
        using var reasonless = await program.PostAsJsonAsync(path + "/retry", new { }, Cancellation);
        using var retried = await program.PostAsJsonAsync(path + "/retry", new { reason = "it was late" }, Cancellation);
        using var again = await program.PostAsJsonAsync(path + "/discard", new { reason = "twice" }, Cancellation);
        await host.SendAsync(instance, "LetterOne");

        Assert.True((bool)letter["canRetry"]!);
        Assert.Equal("{\"n\":1}", (string)detail!["payload"]!);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { reasonless.StatusCode, retried.StatusCode, again.StatusCode });
        Assert.Equal("it was late", (string)(await retried.JsonAsync())["letter"]!["resolution"]!["reason"]!);
        var row = await program.GetFromJsonAsync<JsonObject>($"/api/instances/{instance}", Cancellation);
        Assert.Equal("Finished", (string)row!["subStatus"]!);
    }

    [Fact]
    public async Task Dead_letters_are_for_administrators_with_the_scope()
    {
        using var clerk = await host.SignedInAsync("grid");
        using var program = host.With(await host.KeyAsync(Scope.ReadCases));

        using var asClerk = await clerk.GetAsync("/api/dead-letters", Cancellation);
        using var asProgram = await program.GetAsync("/api/dead-letters", Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (asClerk.StatusCode, asProgram.StatusCode));
    }
}
