using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Host;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Keys, tokens and what each of them opens.</summary>
[Collection<HostCollection>]
public sealed class AccessTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_is_told_once_opens_what_its_scopes_say_and_nothing_after_it_was_revoked()
    {
        using var admin = await host.SignedInAsync("admin");
        using var created = await admin.PostAsJsonAsync(
            "/api/api-keys", new { name = "collector", scopes = new[] { Scope.ReadCases }, expiresAt = (DateTimeOffset?)null }, Cancellation);
        var text = (string)(await created.JsonAsync())["text"]!;
        using var program = host.With("ApiKey", text);

        using var cases = await program.GetAsync("/api/cases", Cancellation);
        using var tasks = await program.GetAsync("/api/tasks", Cancellation);
        var listed = await admin.GetStringAsync("/api/api-keys", Cancellation);
        using var revoked = await admin.DeleteAsync(created.Headers.Location, Cancellation);
        using var after = await program.GetAsync("/api/cases", Cancellation);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, cases.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, tasks.StatusCode);
        Assert.Contains(Scope.ReadTasks, (string)(await tasks.JsonAsync())["detail"]!, StringComparison.Ordinal);
        Assert.Contains("collector", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('_')[3], listed, StringComparison.Ordinal);
        Assert.NotNull((await revoked.JsonAsync())["revokedAt"]);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal("access.no-credential", (string)(await after.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Last_use_of_a_key_is_shown()
    {
        var key = await host.KeyAsync(Scope.ReadCases);
        using var program = host.With(key);
        using var admin = await host.SignedInAsync("admin");
        using var used = await program.GetAsync("/api/cases", Cancellation);

        await host.App.Services.GetRequiredService<KeyUses>().RunAsync(Cancellation);

        var shown = await admin.GetFromJsonAsync<JsonObject>($"/api/api-keys/{key.Key.KeyId}", Cancellation);
        Assert.NotNull(shown!["lastUsedAt"]);
    }

    [Fact]
    public async Task Half_a_key_opens_nothing()
    {
        var key = await host.KeyAsync([.. Scope.All]);
        var parts = key.Text.Split('_');
        string[] wrong =
        [
            string.Join('_', parts[0], parts[1], parts[2], new string('x', parts[3].Length)),
            string.Join('_', parts[0], "other", parts[2], parts[3]),
            string.Join('_', parts[0], parts[1], "aaaaaaaaaa", parts[3]),
            key.Text[..^1],
            "",
        ];
        foreach (var text in wrong)
        {
            using var program = host.With("ApiKey", text);
            using var answer = await program.GetAsync("/api/cases", Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/cases")]
    [InlineData("/access")]
    public async Task Key_opens_no_page(string page)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));

        using var answer = await program.GetAsync(page, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Key_with_too_little_gives_no_key_that_may_more()
    {
        using var program = host.With(await host.KeyAsync(Scope.ManageAccess));

        using var more = await program.PostAsJsonAsync("/api/api-keys", new { name = "x", scopes = new[] { Scope.PublishReleases } }, Cancellation);
        using var same = await program.PostAsJsonAsync("/api/api-keys", new { name = "x", scopes = new[] { Scope.ManageAccess } }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, more.StatusCode);
        Assert.Equal(HttpStatusCode.Created, same.StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":\"\",\"scopes\":[\"read:cases\"]}", "api-key.name")]
    [InlineData("{\"name\":\"x\",\"scopes\":[]}", "api-key.no-scope")]
    [InlineData("{\"name\":\"x\",\"scopes\":[\"read:everything\"]}", "api-key.unknown-scope")]
    [InlineData("{\"name\":\"x\",\"scopes\":[\"read:cases\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}", "api-key.expired")]
    public async Task Key_that_makes_no_sense_is_refused(string body, string code)
    {
        using var admin = await host.SignedInAsync("admin");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await admin.PostAsync("/api/api-keys", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (string)(await answer.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Who_is_no_administrator_manages_no_access()
    {
        using var grid = await host.SignedInAsync("grid");

        using var keys = await grid.GetAsync("/api/api-keys", Cancellation);
        using var hosts = await grid.PostAsJsonAsync("/api/outbound-hosts", new { host = "10.0.0.1" }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, hosts.StatusCode);
    }

    [Fact]
    public async Task Token_from_signing_in_is_a_person_and_can_be_renewed()
    {
        using var anyone = host.Browser();
        using var signedIn = await anyone.PostAsJsonAsync("/api/sign-in", new { tenant = "demo", login = "grid", password = "lowcode-demo" }, Cancellation);
        var token = await signedIn.JsonAsync();
        using var renewed = await anyone.PostAsJsonAsync("/api/sign-in/refresh", new { refreshToken = (string)token["refreshToken"]! }, Cancellation);
        using var person = host.With("Bearer", (string)(await renewed.JsonAsync())["accessToken"]!);
        using var forger = host.With("Bearer", (string)token["refreshToken"]!);

        using var cases = await person.GetAsync("/api/cases", Cancellation);
        using var forged = await forger.GetAsync("/api/cases", Cancellation);
        using var wrong = await anyone.PostAsJsonAsync("/api/sign-in", new { tenant = "demo", login = "grid", password = "wrong" }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, cases.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("sign-in.failed", (string)(await wrong.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task Hosts_that_may_be_called_are_kept_in_one_spelling()
    {
        using var program = host.With(await host.KeyAsync(Scope.ManageAccess));

        using var added = await program.PostAsJsonAsync("/api/outbound-hosts", new { host = "Intranet.Example:8080" }, Cancellation);
        using var bad = await program.PostAsJsonAsync("/api/outbound-hosts", new { host = "http://x/y" }, Cancellation);
        var listed = await program.GetStringAsync("/api/outbound-hosts", Cancellation);
        using var removed = await program.DeleteAsync("/api/outbound-hosts/intranet.example:8080", Cancellation);
        using var again = await program.DeleteAsync("/api/outbound-hosts/intranet.example:8080", Cancellation);

        Assert.Equal("intranet.example:8080", (string)(await added.JsonAsync())["host"]!);
        Assert.Equal("outbound-host.no-host", (string)(await bad.JsonAsync())["title"]!);
        Assert.Contains("intranet.example:8080", listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_ask_only_where_that_is_set()
    {
        await using var other = await StartAsync(new HostSettings { CorsOrigins = ["https://studio.example"] });

        using var allowed = await PreflightAsync(other.Browser(), "https://studio.example");
        using var foreign = await PreflightAsync(other.Browser(), "https://evil.example");
        using var unset = await PreflightAsync(host.Browser(), "https://studio.example");

        Assert.Equal("https://studio.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(unset.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Whoever_has_no_credential_has_a_limit_of_their_own_and_keys_do_not_feel_it()
    {
        await using var other = await StartAsync(new HostSettings { AnonymousRequestsPerMinute = 2 });
        await other.InstallAsync();
        await other.PublishAsync(EndpointProcesses.Sequence("counted", EndpointProcesses.Endpoint("in", "counted", "GET"), EndpointProcesses.Reply("out", "'in'")));
        using var anyone = other.Browser();
        using var program = other.With(await other.KeyAsync(Scope.CallEndpoints));
        using var stray = other.With("ApiKey", "lck_demo_aaaaaaaaaa_nothing");
        var answers = new List<HttpStatusCode>();
        foreach (var caller in new[] { anyone, anyone, anyone, stray, program, program, program })
        {
            using var answer = await caller.GetAsync("/workflows/counted", Cancellation);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            answers);
    }

    [Fact]
    public async Task Credential_that_asks_too_often_waits_and_others_do_not()
    {
        await using var other = await StartAsync(new HostSettings { RequestsPerMinute = 2 });
        await other.InstallAsync();
        using var first = other.With(await other.KeyAsync(Scope.ReadCases));
        using var second = other.With(await other.KeyAsync(Scope.ReadCases));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await first.GetAsync("/api/cases", Cancellation);
            answers.Add(answer.StatusCode);
        }

        using var refused = await first.GetAsync("/api/cases", Cancellation);
        using var others = await second.GetAsync("/api/cases", Cancellation);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal("request.too-many", (string)(await refused.JsonAsync())["title"]!);
        Assert.True(refused.Headers.Contains("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    private static async Task<RunningHost> StartAsync(HostSettings settings)
    {
        var other = new RunningHost(settings);
        await other.InitializeAsync();
        return other;
    }

    private static async Task<HttpResponseMessage> PreflightAsync(HttpClient browser, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/cases");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return await browser.SendAsync(request, Cancellation);
    }
}
