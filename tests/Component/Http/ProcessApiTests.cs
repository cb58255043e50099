using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Programs publish, start, resume, read, mend and cancel.</summary>
[Collection<HostCollection>]
public sealed class ProcessApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_is_published_started_once_resumed_and_read()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        var process = Sequence("api-flow", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go"))));
        using var published = await program.PostAsJsonAsync(
            "/api/releases", new { note = "by program", artefacts = new[] { new { kind = "workflow", key = "api-flow", content = process } } }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);

        var body = new { definitionId = "api-flow", correlationId = "c-9", input = new { a = 1 }, operationId = Guid.NewGuid().ToString() };
        using var started = await program.PostAsJsonAsync("/api/instances", body, Cancellation);
        using var again = await program.PostAsJsonAsync("/api/instances", body, Cancellation);
        var id = (string)(await started.JsonAsync())["instanceId"]!;
        var waiting = await program.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/state", Cancellation);
        using var sent = await program.PostAsJsonAsync("/api/events", new { eventName = "Go", instanceId = id, operationId = Guid.NewGuid().ToString() }, Cancellation);
        var ended = await program.GetFromJsonAsync<JsonObject>($"/api/instances/{id}", Cancellation);
        var journal = await program.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/journal", Cancellation);
        var found = await program.GetFromJsonAsync<JsonObject>("/api/instances?definitionId=api-flow&status=finished&correlationId=c-9&size=5", Cancellation);

        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal($"/api/instances/{id}", started.Headers.Location!.OriginalString);
        Assert.Equal(id, (string)(await again.JsonAsync())["instanceId"]!);
        Assert.Contains(waiting!["open"]!.AsArray(), o => (string)o!["activityId"]! == "wait" && (bool)o["isWaiting"]!);
        Assert.Equal(1, (int)(await sent.JsonAsync())["resumed"]!);
        Assert.Equal("Finished", (string)ended!["status"]!);
        Assert.Equal(["start", "resume"], journal!["rows"]!.AsArray().Select(r => (string)r!["stimulus"]!));
        Assert.Equal([id], found!["rows"]!.AsArray().Select(r => (string)r!["instanceId"]!));
    }

    [Fact]
    public async Task Instance_is_cancelled_once_with_a_reason()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence("api-cancel", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-cancel", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var path = started.Headers.Location!.OriginalString;

        using var reasonless = await program.PostAsJsonAsync(path + "/cancel", new { operationId = "1" }, Cancellation);
        using var cancelled = await program.PostAsJsonAsync(path + "/cancel", new { reason = "obsolete", operationId = Guid.NewGuid().ToString() }, Cancellation);
        using var again = await program.PostAsJsonAsync(path + "/cancel", new { reason = "obsolete", operationId = Guid.NewGuid().ToString() }, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, reasonless.StatusCode);
        Assert.Equal("Cancelled", (string)(await cancelled.JsonAsync())["subStatus"]!);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Fault_is_mended_by_a_variable_and_a_retry()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence("api-mend", Activity("risky", "Elsa.RunJavaScript", ("script", Literal("String", "if (getBody() !== 'good') throw new Error('bad')")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-mend", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var path = started.Headers.Location!.OriginalString;

        using var set = await program.PostAsJsonAsync(path + "/variables", new { name = "Body", value = "good", reason = "typo", operationId = Guid.NewGuid().ToString() }, Cancellation);
        using var retried = await program.PostAsJsonAsync(path + "/retry", new { reason = "mended", operationId = Guid.NewGuid().ToString() }, Cancellation);

        Assert.Equal("Faulted", (string)(await started.JsonAsync())["subStatus"]!);
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("Finished", (string)(await retried.JsonAsync())["subStatus"]!);
    }

    [Fact]
    public async Task Who_publishes_on_an_older_release_is_told_and_who_has_the_newest_need_not_load_it()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence("api-tags", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var current = await program.GetAsync("/api/releases/current", Cancellation);
        using var artefact = await program.GetAsync("/api/artefacts/workflow/api-tags", Cancellation);

        using var same = await SendAsync(program, HttpMethod.Get, "/api/artefacts/workflow/api-tags", "If-None-Match", artefact.Headers.ETag!.ToString());
        using var stale = await SendAsync(program, HttpMethod.Delete, "/api/artefacts/workflow/api-tags", "If-Match", "\"1\"");
        using var odd = await SendAsync(program, HttpMethod.Delete, "/api/artefacts/workflow/api-tags", "If-Match", "\"x\"");
        using var withdrawn = await SendAsync(program, HttpMethod.Delete, "/api/artefacts/workflow/api-tags", "If-Match", current.Headers.ETag!.ToString());
        using var gone = await program.GetAsync("/api/artefacts/workflow/api-tags", Cancellation);
        using var start = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-tags", operationId = "1" }, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, start.StatusCode);
    }

    [Fact]
    public async Task Release_with_an_error_is_refused_with_its_place()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        var broken = Sequence("api-broken", Activity("x", "Elsa.SendHttpRequest"));

        using var answer = await program.PostAsJsonAsync(
            "/api/releases", new { artefacts = new[] { new { kind = "workflow", key = "api-broken", content = broken } } }, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal("release.invalid", (string)problem["title"]!);
        Assert.NotEmpty(problem["problems"]!.AsArray());
    }

    [Fact]
    public async Task Who_is_no_administrator_starts_and_reads_no_process()
    {
        using var grid = await host.SignedInAsync("grid");

        using var start = await grid.PostAsJsonAsync("/api/instances", new { definitionId = "x", operationId = "1" }, Cancellation);
        using var list = await grid.GetAsync("/api/instances", Cancellation);
        using var sent = await grid.PostAsJsonAsync("/api/events", new { eventName = "x", operationId = "1" }, Cancellation);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { start.StatusCode, list.StatusCode, sent.StatusCode });
    }

    [Fact]
    public async Task Description_names_every_route_with_its_scope_and_can_be_browsed()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadCases));
        using var admin = await host.SignedInAsync("admin");

        var document = (await program.GetFromJsonAsync<JsonObject>("/api/openapi.json", Cancellation))!;
        var elsa = (await program.GetFromJsonAsync<JsonObject>("/api/openapi/elsa.json", Cancellation))!;
        using var page = await admin.GetAsync("/api-docs/", Cancellation);

        var start = document["paths"]!["/api/instances"]!["post"]!;
        Assert.Contains(Scope.RunWorkflows, (string)start["description"]!, StringComparison.Ordinal);
        Assert.NotNull(start["requestBody"]);
        Assert.NotNull(elsa["paths"]!["/elsa/api/alterations/submit"]!["post"]!["requestBody"]);

        // The descriptions do not describe themselves.
        Assert.Equal(RoutesBelow("api/") - 2, Described(document));
        Assert.Equal(RoutesBelow("elsa/api/"), Described(elsa));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private int RoutesBelow(string path) => host.Endpoints.Count(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith(path, StringComparison.Ordinal));

    private static int Described(JsonObject document) => document["paths"]!.AsObject().Sum(p => p.Value!.AsObject().Count);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient program, HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await program.SendAsync(request, Cancellation);
    }

    [Fact]
    public async Task Instance_in_quarantine_is_released_once_with_a_reason()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence("api-release", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-release", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var path = started.Headers.Location!.OriginalString;
        await host.App.Services.GetRequiredService<IQuarantine>().AddAsync(
            new QuarantinedInstance(new("demo"), path.Split('/')[^1], DateTimeOffset.UnixEpoch, "recovery", 3), Cancellation);

        using var reasonless = await program.PostAsJsonAsync(path + "/release", new { }, Cancellation);
        using var released = await program.PostAsJsonAsync(path + "/release", new { reason = "mended" }, Cancellation);
        using var again = await program.PostAsJsonAsync(path + "/release", new { reason = "mended" }, Cancellation);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { reasonless.StatusCode, released.StatusCode, again.StatusCode });
    }

    [Fact]
    public async Task Instance_that_went_into_quarantine_or_left_it_is_told_to_who_has_it_by_its_tag()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence("api-tag", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var started = await program.PostAsJsonAsync("/api/instances", new { definitionId = "api-tag", operationId = Guid.NewGuid().ToString() }, Cancellation);
        var path = started.Headers.Location!.OriginalString;
        using var before = await program.GetAsync(path, Cancellation);
        await host.App.Services.GetRequiredService<IQuarantine>().AddAsync(
            new QuarantinedInstance(new("demo"), path.Split('/')[^1], DateTimeOffset.UnixEpoch, "recovery", 3), Cancellation);

        using var quarantined = await SendAsync(program, HttpMethod.Get, path, "If-None-Match", before.Headers.ETag!.Tag);
        using var same = await SendAsync(program, HttpMethod.Get, path, "If-None-Match", quarantined.Headers.ETag!.Tag);
        using var release = await program.PostAsJsonAsync(path + "/release", new { reason = "mended" }, Cancellation);
        using var released = await SendAsync(program, HttpMethod.Get, path, "If-None-Match", quarantined.Headers.ETag!.Tag);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { quarantined.StatusCode, same.StatusCode, release.StatusCode, released.StatusCode });
        Assert.Equal("Quarantined", (string)(await quarantined.JsonAsync())["subStatus"]!);
        Assert.Equal("Suspended", (string)(await released.JsonAsync())["subStatus"]!);
    }
}
