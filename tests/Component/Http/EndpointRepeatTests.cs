using System.Net;
using System.Net.Http.Json;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Requests to processes that are sent again under the same key.</summary>
[Collection<HostCollection>]
public sealed class EndpointRepeatTests(RunningHost host)
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repeat_with_the_same_key_starts_nothing_again_and_gets_the_first_answer()
    {
        await host.PublishAsync(Sequence("once", Endpoint("in", "once"), Reply("out", "'started ' + getBody().n", 201)));
        using var program = host.With(await host.KeyAsync(Scope.CallEndpoints));
        program.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await program.PostAsJsonAsync("/workflows/once", new { n = 1 }, Cancellation);
        using var second = await program.PostAsJsonAsync("/workflows/once", new { n = 1 }, Cancellation);
        using var other = await program.PostAsJsonAsync("/workflows/once", new { n = 2 }, Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.Equal("started 1", await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(first.Headers.GetValues(InstanceHeader), second.Headers.GetValues(InstanceHeader));
        Assert.Equal("endpoint.other-request", (string)(await other.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Repeat_of_a_request_that_resumes_gets_the_first_answer_and_one_without_an_answer_says_where_it_stands()
    {
        await host.PublishAsync(Sequence(
            "again", Endpoint("in", "again"), Endpoint("more", "again/more", starts: false), Reply("out", "'more'", 207)));
        using var program = host.With(await host.KeyAsync(Scope.CallEndpoints));
        program.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await program.PostAsJsonAsync("/workflows/again", new { }, Cancellation);
        using var second = await program.PostAsJsonAsync("/workflows/again", new { }, Cancellation);
        using var third = await program.PostAsJsonAsync("/workflows/again/more", new { }, Cancellation);
        using var ended = await program.PostAsJsonAsync("/workflows/again", new { }, Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal("Suspended", (string)(await second.JsonAsync())["subStatus"]!);
        Assert.Equal(HttpStatusCode.MultiStatus, third.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "Finished"), (ended.StatusCode, (string)(await ended.JsonAsync())["status"]!));
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task Key_that_is_too_long_to_be_kept_is_refused(int length, HttpStatusCode status)
    {
        await host.PublishAsync(Sequence("long-key", Endpoint("in", "long-key"), Reply("out", "'in'")));
        using var program = host.With(await host.KeyAsync(Scope.CallEndpoints));
        program.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N").PadRight(length, 'k'));

        using var answer = await program.PostAsJsonAsync("/workflows/long-key", new { }, Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }
}
