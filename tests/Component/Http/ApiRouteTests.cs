using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Values;
using LowCode.Host;
using LowCode.Host.Access;
using LowCode.Host.Sessions;
using LowCode.Work.Access;
using LowCode.Work.Alterations;
using LowCode.Work.Calls;
using LowCode.Work.Contents;
using LowCode.Work.Instances;
using LowCode.Work.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Walks the real route table of the API: what holds for every route holds for the next one that is added.</summary>
[Collection<HostCollection>]
public sealed partial class ApiRouteTests(RunningHost host)
{
    private static readonly string[] _roots = ["/api/", "/elsa/api/"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Routes => host.Endpoints.Where(e => _roots.Any(root => PublicRoutes.PathOf(e.RoutePattern).StartsWith(root, StringComparison.Ordinal)));

    [Fact]
    public void Every_route_names_the_scope_that_it_needs_or_is_public()
    {
        var wrong = Routes
            .Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(r => r.Metadata.GetMetadata<RequiredScope>() is not { } required || (required.Scope is { } scope && !Scope.All.Contains(scope)))
            .Select(r => r.DisplayName);
        var unused = Scope.All.Except(host.Endpoints.Select(r => r.Metadata.GetMetadata<RequiredScope>()?.Scope)).Except([Scope.CallEndpoints]);

        Assert.Empty(wrong);
        Assert.Empty(unused);
    }

    [Fact]
    public async Task Key_with_every_scope_but_the_one_is_refused_and_told_which()
    {
        foreach (var scoped in Routes.Where(r => r.Metadata.GetMetadata<RequiredScope>()?.Scope is not null).GroupBy(r => r.Metadata.GetMetadata<RequiredScope>()!.Scope!))
        {
            using var program = host.With(await host.KeyAsync([.. Scope.All.Except([scoped.Key])]));
            foreach (var route in scoped)
            {
                using var answer = await SendAsync(program, route, Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), "1"), "{}");

                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{route.DisplayName} answered {(int)answer.StatusCode} without {scoped.Key}");
                Assert.Contains(scoped.Key, (string)(await answer.JsonAsync())["detail"]!, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_is_another_tenants_is_not_there()
    {
        var ids = await OwnAsync();
        await host.TenantAsync("stranger");
        using var owner = host.With(await host.KeyAsync([.. Scope.All]));
        foreach (var subject in new[] { $"tasks/{ids["taskId"]}", $"case-types/{ids["caseType"]}" })
        {
            (await owner.PutAsJsonAsync($"/api/{subject}/draft", new { data = new { title = "草稿" } }, Cancellation)).EnsureSuccessStatusCode();
        }

        using var stranger = host.With(await host.KeyOfAsync("stranger", [.. Scope.All]));
        var asked = 0;
        foreach (var route in Routes.Where(r => r.RoutePattern.Parameters.Any(p => p.Name is not ("eventName" or "documentName"))))
        {
            var path = Fill(route, ids);
            var body = Body(route) is { } type ? SampleBody.Of(type).ToJsonString() : null;
            if (Method(route) == "GET")
            {
                using var own = await SendAsync(owner, route, path, body);
                Assert.True(own.StatusCode == HttpStatusCode.OK, $"{path} of one's own answered {(int)own.StatusCode}");
            }

            using var answer = await SendAsync(stranger, route, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{route.DisplayName} of another tenant answered {(int)answer.StatusCode}");
            asked++;
        }

        Assert.True(asked > 15, $"Expected the routes with ids, but there were {asked}");
    }

    [Fact]
    public async Task Lists_hold_only_ones_own()
    {
        var ids = await OwnAsync();
        await host.TenantAsync("stranger");
        using var stranger = host.With(await host.KeyOfAsync("stranger", [.. Scope.All]));
        foreach (var route in Routes.Where(r => r.RoutePattern.Parameters.Count == 0 && Method(r) == "GET" && r.Metadata.GetMetadata<RequiredScope>()?.Scope is not null))
        {
            using var answer = await SendAsync(stranger, route, PublicRoutes.PathOf(route.RoutePattern), null);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{route.DisplayName}: {text}");
            Assert.DoesNotContain(ids.Where(i => i.Key is not ("revision" or "kind" or "caseType")), i => text.Contains($"\"{i.Value}\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Body_that_is_no_object_is_refused_by_name(string body)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        foreach (var route in Routes.Where(r => Body(r) is not null))
        {
            using var answer = await SendAsync(program, route, Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), "1"), body);

            await AssertNamesAsync(route, answer, "body");
        }
    }

    [Fact]
    public async Task Member_of_another_type_or_that_cannot_be_kept_is_refused_by_name()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        foreach (var route in Routes.Where(r => Body(r) is not null))
        {
            foreach (var (member, body) in SampleBody.Wrong(Body(route)!))
            {
                using var answer = await SendAsync(program, route, Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), "1"), body);

                await AssertNamesAsync(route, answer, member);
            }
        }
    }

    [Fact]
    public async Task Huge_body_is_refused_by_name()
    {
        await using var network = new RunningHost(new HostSettings { Urls = "http://127.0.0.1:0", SignInsPerMinute = 1000 }) { HasNetwork = true };
        await network.InitializeAsync();
        await network.InstallAsync();
        using var program = network.With(await network.KeyAsync([.. Scope.All]));
        foreach (var route in Routes.Where(r => Body(r) is not null))
        {
            var limit = route.Metadata.GetMetadata<IRequestSizeLimitMetadata>()!.MaxRequestBodySize!.Value;
            var body = $"{{\"x\":\"{new string('x', (int)limit)}\"}}";
            using var answer = await SendAsync(program, route, Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), "1"), body);

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            await AssertNamesAsync(route, answer, "body");
        }
    }

    [Fact]
    public async Task Body_of_another_media_type_is_refused()
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        foreach (var route in Routes.Where(r => Body(r) is not null))
        {
            using var request = new HttpRequestMessage(new HttpMethod(Method(route)), Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), "1"))
            {
                Content = new StringContent("{}", Encoding.UTF8, "text/plain"),
            };
            using var answer = await program.SendAsync(request, Cancellation);

            Assert.True(answer.StatusCode == HttpStatusCode.UnsupportedMediaType, $"{route.DisplayName} answered {(int)answer.StatusCode}");
        }
    }

    private static async Task AssertNamesAsync(RouteEndpoint route, HttpResponseMessage answer, string member)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{route.DisplayName} answered {(int)answer.StatusCode} to a wrong {member}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var paths = JsonNode.Parse(text)!["problems"]?.AsArray().Select(p => (string)p!["path"]!).ToList() ?? [];
        Assert.True(paths.Any(p => p.Split('/').Contains(member)), $"{route.DisplayName} does not name {member}: {text}");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient program, RouteEndpoint route, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method(route)), path);
        if (body is not null && Body(route) is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

            // What is too large is refused before it is sent.
            request.Headers.ExpectContinue = body.Length > 100_000;
        }

        return await program.SendAsync(request, Cancellation);
    }

    private static string Method(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];

    private static Type? Body(RouteEndpoint route) => route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;

    /// <summary>A parameter that is not here is a new one: say what it is an id of.</summary>
    private static string Fill(RouteEndpoint route, Dictionary<string, string> ids) =>
        Parameters().Replace(PublicRoutes.PathOf(route.RoutePattern), m => Uri.EscapeDataString(ids[m.Groups[1].Value]));

    /// <summary>Things of the demo tenant, by the name of the parameter that asks for them.</summary>
    private async Task<Dictionary<string, string>> OwnAsync()
    {
        using var grid = await host.SignedInAsync("grid");
        using var acceptor = await host.SignedInAsync("acceptor");
        var number = await grid.ReportAsync("路由测试");
        await host.PublishAsync(Sequence("owned", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        await host.PublishRulesAsync("demo", "owned-rules", 1);
        await host.PublishFeesAsync("owned-fees");
        var demo = Actor.System(new("demo"));
        var started = await host.App.Services.GetRequiredService<StartInstance>().HandleAsync(
            demo, new StartInstanceCommand("owned", [], null, Guid.NewGuid().ToString()), Cancellation);
        var allowed = await host.App.Services.GetRequiredService<AllowHost>().HandleAsync(demo, "owned.example:81", Cancellation);
        var content = await host.App.Services.GetRequiredService<KeepContents>().KeepAsync(
            demo.Tenant, started.Value!.InstanceId, ContentForm.Text, "text/plain", new MemoryStream([1]), 10, Cancellation);
        return new Dictionary<string, string>
        {
            ["contentId"] = content!.Id,
            ["number"] = number,
            ["taskId"] = await acceptor.TaskOfAsync(number),
            ["instanceId"] = started.Value.InstanceId.Value,
            ["letterId"] = await host.ExpireAsync(started.Value.InstanceId.Value, "TooEarly"),
            ["keyId"] = (await host.KeyAsync(Scope.ReadCases)).Key.KeyId,
            ["host"] = allowed.Value!.Host,
            ["caseType"] = "event",
            ["kind"] = "workflow",
            ["key"] = "owned",
            ["revision"] = "1",
            ["set"] = "owned-rules",
            ["dictionary"] = "event-classes",
            ["code"] = "E-01-901",
            ["definitionId"] = "owned",
            ["ruleId"] = "R1",
            ["list"] = "watched",
            ["model"] = "owned-fees",
            ["decision"] = "fee",
            ["versionId"] = "owned-1",
            ["version"] = "1",
            ["externalTaskId"] = "none-of-theirs",
            ["activityId"] = "wait",
            ["bookmarkId"] = "b1",
            ["id"] = "report",
            ["planId"] = (await host.App.Services.GetRequiredService<SubmitAlterations>().HandleAsync(
                demo, new SubmitAlterationsCommand(null, [], [], [], "route test"), Cancellation)).Value!.PlanId,
            ["executionId"] = started.Value.InstanceId.Value + ".e2",
        };
    }

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Parameters();
}
