using System.Net;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>What processes say in the headers of their answers.</summary>
[Collection<HostCollection>]
public sealed class EndpointHeaderTests(RunningHost host)
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_of_a_process_says_of_itself_what_it_may_and_the_server_says_the_rest()
    {
        await host.PublishAsync(Sequence("page", Endpoint("in", "page", "GET"), WithHeaders(
            """{"X-Good":"1","ETag":"\"7\"","Cache-Control":"private, max-age=60","Content-Length":"3","Connection":"close","X-Content-Type-Options":"none"}""")));
        using var anyone = host.Browser();

        using var answer = await anyone.GetAsync("/workflows/page", Cancellation);

        Assert.Equal("<script>1</script>", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(("1", "\"7\""), (Assert.Single(answer.Headers.GetValues("X-Good")), answer.Headers.ETag!.Tag));
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-Cookie", "lowcode-session=x")]
    [InlineData("Content-Security-Policy", "")]
    [InlineData("Alt-Svc", "h3=\\\"evil.example:443\\\"")]
    [InlineData("NEL", "{}")]
    [InlineData("Report-To", "{}")]
    [InlineData("Accept-CH", "Width")]
    [InlineData("Access-Control-Allow-Origin", "*")]
    [InlineData("Refresh", "0")]
    [InlineData("Service-Worker-Allowed", "/")]
    [InlineData("WWW-Authenticate", "Basic")]
    [InlineData("Clear-Site-Data", "*")]
    [InlineData("Strict-Transport-Security", "max-age=0")]
    [InlineData("X-Accel-Redirect", "/keys")]
    [InlineData("X-Frame-Options", "x")]
    [InlineData("X-Own Name", "x")]
    [InlineData("X-Bad", "a\\nb")]
    [InlineData("Cache-Control", "public, max-age=99999")]
    public async Task Header_that_is_not_a_process_s_to_send_is_an_incident_that_names_it(string name, string value)
    {
        await host.PublishAsync(Sequence("foreign-header", Endpoint("in", "foreign-header", "GET"), WithHeaders($$"""{"{{name}}":"{{value}}"}""")));
        using var program = host.With(await host.KeyAsync([.. Scope.All]));

        using var answer = await program.GetAsync("/workflows/foreign-header", Cancellation);
        var state = await program.ReadAsync($"/api/instances/{Assert.Single(answer.Headers.GetValues(InstanceHeader))}/state");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(name, (string)Assert.Single(state["incidents"]!.AsArray())!["text"]!, StringComparison.Ordinal);
    }

    private static JsonObject WithHeaders(string headers) => Reply("out", "'<script>1</script>'", 200, "text/html").With("responseHeaders", new JsonObject
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = headers },
    });
}
