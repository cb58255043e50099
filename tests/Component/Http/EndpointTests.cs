using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Tests.Component.Calls;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.People;
using LowCode.Work.Replies;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Requests that start or resume processes and are answered by them.</summary>
[Collection<HostCollection>]
public sealed class EndpointTests(RunningHost host)
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, HttpStatusCode.OK, "\"small 5\"")]
    [InlineData(50, HttpStatusCode.Conflict, "\"large 50\"")]
    public async Task Endpoint_If_and_WriteHttpResponse_answer_in_the_same_request(int amount, HttpStatusCode status, string body)
    {
        await host.PublishAsync(Sequence(
            "loans",
            Endpoint("in", "loans"),
            If("check", "getBody().amount > 10", Reply("no", "JSON.stringify('large ' + getBody().amount)", 409, "application/json"), Reply("yes", "JSON.stringify('small ' + getBody().amount)", 200, "application/json"))));
        using var anyone = host.Browser();

        using var answer = await anyone.PostAsJsonAsync("/workflows/loans", new { amount }, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Single(answer.Headers.GetValues(InstanceHeader));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(0, host.App.Services.GetRequiredService<ReplySlots>().Count);
    }

    [Fact]
    public async Task Route_query_and_headers_reach_the_process_and_secrets_do_not()
    {
        await host.PublishAsync(Sequence(
            "orders",
            Endpoint("in", "orders/{orderId}/lines/{line}", "GET"),
            Reply("out", "JSON.stringify([getRoute().orderId, getRoute().line, getQuery().q, Object.keys(getHeaders()).map(h => h.toLowerCase())])", 200, "application/json")));
        using var program = host.With(await host.KeyAsync(Scope.CallEndpoints));
        program.DefaultRequestHeaders.Add("X-Own", "1");
        program.DefaultRequestHeaders.Add("Cookie", "lowcode-session=stolen");

        var answer = (await program.GetFromJsonAsync<JsonArray>("/workflows/ORDERS/A7/lines/3?q=x&q=y", Cancellation))!;

        Assert.Equal(["A7", "3"], answer.Take(2).Select(v => (string)v!));
        Assert.Equal(["x", "y"], answer[2]!.AsArray().Select(v => (string)v!));
        var headers = answer[3]!.AsArray().Select(v => (string)v!).ToList();
        Assert.Contains("x-own", headers);
        Assert.DoesNotContain("cookie", headers);
        Assert.DoesNotContain("authorization", headers);
    }

    [Fact]
    public async Task Credential_of_this_server_is_never_given_to_a_process_whatever_tenant_it_is_of()
    {
        await host.TenantAsync("callers");
        await host.PublishAsync(Sequence("keeps", Endpoint("in", "keeps", "GET"), Reply("out", "JSON.stringify(getHeaders())", 200, "application/json")));
        using var nobody = host.Browser();
        using var signedIn = await nobody.PostAsJsonAsync("/api/sign-in", new { tenant = "demo", login = "grid", password = new LowCode.Host.HostSettings().DemoPassword }, Cancellation);
        var token = await signedIn.JsonAsync();
        var key = await host.KeyOfAsync("callers", Scope.ReadCases);
        await host.PublishAsync("callers", Sequence("keeps", Endpoint("in", "keeps", "GET"), Reply("out", "JSON.stringify(getHeaders())", 200, "application/json")));
        foreach (var (tenant, credential) in new[]
        {
            ("demo", $"ApiKey {key.Text}"),
            ("demo", $"apikey {key.Text[..^3]}"),
            ("demo", key.Text),
            ("callers", $"Bearer {token["accessToken"]}"),
            ("callers", $"Bearer {token["refreshToken"]}"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/public/{tenant}/workflows/keeps");
            request.Headers.TryAddWithoutValidation("Authorization", credential);
            request.Headers.TryAddWithoutValidation("X-Api-Key", key.Text);
            using var answer = await nobody.SendAsync(request, Cancellation);
            var kept = await answer.Content.ReadAsStringAsync(Cancellation);

            Assert.True(answer.IsSuccessStatusCode, kept);
            Assert.DoesNotContain("authorization", kept, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("lck_", kept, StringComparison.Ordinal);
        }

        // What a partner's system sends under the same name is the process's business.
        using var partner = host.With("Basic", "cGFydG5lcg==");
        Assert.Contains("cGFydG5lcg==", await partner.GetStringAsync("/public/demo/workflows/keeps", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_exact_route_goes_first()
    {
        await host.PublishAsync(
            Sequence("any", Endpoint("in", "rank/{x}", "GET"), Reply("out", "'any'")),
            Sequence("exact", Endpoint("in", "rank/first", "GET"), Reply("out", "'exact'")));
        using var anyone = host.Browser();

        Assert.Equal("exact", await anyone.GetStringAsync("/workflows/rank/first", Cancellation));
        Assert.Equal("any", await anyone.GetStringAsync("/workflows/rank/second", Cancellation));
    }

    [Fact]
    public async Task Process_that_waits_for_somebody_is_202_and_the_instance_goes_on_with_the_next_request()
    {
        await host.PublishAsync(Sequence(
            "talk", Endpoint("in", "talk"), Endpoint("more", "talk/more/{who}", starts: false), Reply("out", "'bye ' + getRoute().who")));
        using var anyone = host.Browser();
        using var first = await anyone.PostAsJsonAsync("/workflows/talk", new { }, Cancellation);
        using var other = await anyone.PostAsJsonAsync("/workflows/talk", new { }, Cancellation);
        var instance = (string)(await first.JsonAsync())["workflowInstanceId"]!;

        using var unclear = await anyone.PostAsJsonAsync("/workflows/talk/more/anna", new { }, Cancellation);
        using var clear = await anyone.PostAsJsonAsync($"/workflows/talk/more/Anna?workflowInstanceId={instance}", new { }, Cancellation);
        using var alone = await anyone.PostAsJsonAsync("/workflows/talk/more/bob", new { }, Cancellation);
        using var nobody = await anyone.PostAsJsonAsync("/workflows/talk/more/carl", new { }, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, unclear.StatusCode);
        Assert.Equal("bye Anna", await clear.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("bye bob", await alone.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Answer_of_a_later_burst_reaches_the_request_that_waits()
    {
        await using var target = new Target((_, _) => Target.Answer(200, body: "from outside"));
        await host.App.Services.GetRequiredService<AllowHost>().HandleAsync(Actor.System(new("demo")), $"127.0.0.1:{target.Port}", Cancellation);
        var send = Activity("call", "Elsa.SendHttpRequest", ("url", Literal("String", $"http://127.0.0.1:{target.Port}/")), ("method", Literal("String", "GET")));
        send["parsedContent"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Body" } };
        await host.PublishAsync(Sequence("relay", Endpoint("in", "relay", "GET"), send, Reply("out", "'got ' + getBody()")));
        using var anyone = host.Browser();

        Assert.Equal("got from outside", await anyone.GetStringAsync("/workflows/relay", Cancellation));
    }

    [Fact]
    public async Task Timeout_of_the_endpoint_ends_the_waiting_and_not_the_process()
    {
        var slow = Activity("wait", "Elsa.Delay", ("timeSpan", Literal("TimeSpan", "00:00:30")));
        await host.PublishAsync(Sequence(
            "slow", Endpoint("in", "slow", "GET").With("requestTimeout", Literal("TimeSpan", "00:00:00.2")), slow, Reply("out", "'late'")));
        using var anyone = host.Browser();

        using var answer = await anyone.GetAsync("/workflows/slow", Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("Suspended", (string)(await answer.JsonAsync())["subStatus"]!);
    }

    [Fact]
    public async Task Process_without_an_answer_is_told_by_how_it_ended()
    {
        await host.PublishAsync(
            Sequence("mute", Endpoint("in", "mute", "GET")),
            Sequence("broken", Endpoint("in", "broken", "GET"), Activity("bad", "Elsa.RunJavaScript", ("script", Literal("String", "throw new Error('secret text')")))));
        using var anyone = host.Browser();

        using var mute = await anyone.GetAsync("/workflows/mute", Cancellation);
        using var broken = await anyone.GetAsync("/workflows/broken", Cancellation);

        Assert.Equal(HttpStatusCode.OK, mute.StatusCode);
        Assert.Equal("Finished", (string)(await mute.JsonAsync())["status"]!);
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        var problem = await broken.JsonAsync();
        Assert.Equal("endpoint.failed", (string)problem["title"]!);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_asks_who_calls_lets_in_who_may()
    {
        await host.PublishAsync(Sequence(
            "closed",
            Endpoint("in", "closed", "GET").With("authorize", Literal("Boolean", "true")).With("policy", Literal("String", "acceptor")),
            Reply("out", "'in'")));
        using var anyone = host.Browser();
        using var right = host.With(await host.KeyAsync(Scope.CallEndpoints));
        using var little = host.With(await host.KeyAsync(Scope.ReadCases));
        using var acceptor = await host.SignedInAsync("acceptor");
        using var grid = await host.SignedInAsync("grid");

        var answers = new List<HttpStatusCode>();
        foreach (var caller in new[] { anyone, little, grid, right, acceptor })
        {
            using var answer = await caller.GetAsync("/workflows/closed", Cancellation);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK], answers);
    }

    [Fact]
    public async Task Too_large_a_body_and_files_of_a_wrong_kind_are_refused_or_leave_by_their_ports()
    {
        await host.PublishAsync(
            Sequence("small", Endpoint("in", "small").With("requestSizeLimit", Literal("Int64", "10")), Reply("out", "'fits'")),
            Sequence("files", Endpoint("in", "files").With("allowedFileExtensions", Script("Object", "['txt']")), Reply("out", "getFile().name + ' ' + getFile().size")));
        using var anyone = host.Browser();

        using var large = await anyone.PostAsync("/workflows/small", new StringContent("12345678901"), Cancellation);
        using var fits = await anyone.PostAsync("/workflows/small", new StringContent("1234567890"), Cancellation);
        using var text = await anyone.PostAsync("/workflows/files", Form("a.txt"), Cancellation);
        using var program = await anyone.PostAsync("/workflows/files", Form("a.exe"), Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("fits", await fits.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("a.txt 5", await text.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, program.StatusCode);
    }

    [Theory]
    [InlineData(20, HttpStatusCode.OK)]
    [InlineData(21, HttpStatusCode.BadRequest)]
    public async Task Form_has_twenty_files_at_most(int count, HttpStatusCode status)
    {
        await host.PublishAsync(Sequence("twenty", Endpoint("in", "twenty"), Reply("out", "getFiles().length")));
        using var anyone = host.Browser();
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < count; i++)
        {
            form.Add(new ByteArrayContent([1]), "file", $"{i}.bin");
        }

        using var answer = await anyone.PostAsync("/workflows/twenty", form, Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Body_that_calls_itself_JSON_and_is_none_starts_nothing()
    {
        await host.PublishAsync(Sequence("strict", Endpoint("in", "strict"), Reply("out", "'ran'")));
        using var anyone = host.Browser();
        using var body = new StringContent("{\"a\":1,", Encoding.UTF8, "application/json");

        using var answer = await anyone.PostAsync("/workflows/strict", body, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/body", (string)(await answer.JsonAsync())["problems"]![0]!["path"]!);
    }

    [Fact]
    public async Task Tenant_is_that_of_the_path_the_credential_or_the_default()
    {
        await host.TenantAsync("endpoints");
        await host.PublishAsync("endpoints", Sequence("own", Endpoint("in", "own", "GET"), Reply("out", "'theirs'")));
        using var anyone = host.Browser();
        using var program = host.With(await host.KeyOfAsync("endpoints", Scope.CallEndpoints));

        Assert.Equal("theirs", await anyone.GetStringAsync("/public/endpoints/workflows/own", Cancellation));
        Assert.Equal("theirs", await program.GetStringAsync("/workflows/own", Cancellation));
        foreach (var path in new[] { "/workflows/own", "/public/demo/workflows/own", "/public/nowhere/workflows/own", "/public/a_b/workflows/own" })
        {
            using var missing = await anyone.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    private static MultipartFormDataContent Form(string name)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("hello"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return new MultipartFormDataContent { { file, "file", name } };
    }
}
