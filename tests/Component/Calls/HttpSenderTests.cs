using LowCode.Engine.Effects;
using LowCode.Engine.Http;
using LowCode.Host.Calls;
using LowCode.Tests.Component.Work;
using LowCode.Work.Calls;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Component.Calls;

/// <summary>How calls go out: again where that was asked for, along redirects, with a limit on what comes back.</summary>
public sealed class HttpSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resilient_call_is_sent_again_with_the_same_key_until_it_succeeds()
    {
        var heads = new List<string>();
        await using var target = new Target((number, head) =>
        {
            heads.Add(head);
            return number < 3 ? Target.Answer(503, "Retry-After: 0\r\n") : Target.Answer(200);
        });

        var answer = await SendAsync(target, new("POST", $"http://127.0.0.1:{target.Port}/", new Dictionary<string, string>(), "x", "text/plain") { IsResilient = true });

        Assert.Equal(200, Assert.IsType<HttpAnswer.Answered>(answer).StatusCode);
        Assert.Equal(3, heads.Count);
        Assert.All(heads, head => Assert.Contains("Idempotency-Key: demo/i/e", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_that_is_not_resilient_is_sent_once()
    {
        await using var target = new Target((_, _) => Target.Answer(503));

        var answer = await SendAsync(target, Get(target, "/"));

        Assert.Equal(503, Assert.IsType<HttpAnswer.Answered>(answer).StatusCode);
        Assert.Equal(1, target.Requests);
    }

    [Fact]
    public async Task Redirect_is_followed_and_another_host_learns_no_credential()
    {
        var second = "";
        await using var other = new Target((_, head) =>
        {
            second = head;
            return Target.Answer(200, body: "there");
        });
        await using var target = new Target((_, _) => Target.Answer(302, $"Location: http://127.0.0.1:{other.Port}/next\r\n"));

        var answer = await SendAsync(target, Get(target, "/") with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer x", ["X-Own"] = "y" } });

        Assert.Equal("there", Assert.IsType<HttpAnswer.Answered>(answer).Content);
        Assert.StartsWith("GET /next", second, StringComparison.Ordinal);
        Assert.Contains("X-Own: y", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_without_end_are_answered_as_they_are()
    {
        await using var target = new Target((_, _) => Target.Answer(302, "Location: /again\r\n"));

        var answer = await SendAsync(target, Get(target, "/"));

        Assert.Equal(302, Assert.IsType<HttpAnswer.Answered>(answer).StatusCode);
        Assert.Equal(11, target.Requests);
    }

    [Fact]
    public async Task Answer_that_is_too_large_is_not_taken()
    {
        await using var target = new Target((_, _) => Target.Answer(200, body: new string('x', (8 * 1024 * 1024) + 1)));

        var answer = await SendAsync(target, Get(target, "/"));

        Assert.IsType<HttpAnswer.NotConnected>(answer);
    }

    [Fact]
    public async Task Redirect_to_another_kind_of_address_is_not_followed()
    {
        await using var target = new Target((_, _) => Target.Answer(302, "Location: file:///etc/passwd\r\n"));

        var answer = await SendAsync(target, Get(target, "/"));

        Assert.Equal(302, Assert.IsType<HttpAnswer.Answered>(answer).StatusCode);
    }

    private static HttpCall Get(Target target, string path) => new("GET", $"http://127.0.0.1:{target.Port}{path}", new Dictionary<string, string>(), null, null);

    private static async Task<HttpAnswer> SendAsync(Target target, HttpCall call)
    {
        await using var work = await TestWork.EmptyAsync();
        await work.Get<AllowHost>().HandleAsync(Actor.System(work.Tenant), "127.0.0.1", Cancellation);
        using var sender = new HttpSender(work.Get<AllowedHosts>());
        return await sender.SendAsync(work.Tenant, call, "demo/i/e", Cancellation);
    }
}
