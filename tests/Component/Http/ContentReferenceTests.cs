using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Contents that are kept beside an instance are read by that instance, through what it was given: nothing that somebody writes reads one.</summary>
[Collection<HostCollection>]
public sealed class ContentReferenceTests(RunningHost host)
{
    private static readonly string _large = new('x', 200_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    [InlineData("form")]
    [InlineData("query")]
    [InlineData("event")]
    [InlineData("variable")]
    [InlineData("input")]
    public async Task What_somebody_writes_in_the_shape_of_a_reference_is_data_and_reads_nothing_not_even_of_its_own_instance(string way)
    {
        var name = "thief-" + way;
        var process = Sequence(
            name,
            Endpoint("in", "contents/" + name),
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go"))).With(
                "result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "Headers" } }),
            Activity("read", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Route", ["name"] = "Route" }), ("value", Script("Object", "({ seen: JSON.stringify([getVariable('Body'), getVariable('Query'), getVariable('Headers')]) })"))));
        await host.PublishAsync(process, Sequence(name + "-input", Activity("read", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "Route", ["name"] = "Route" }), ("value", Script("Object", "({ seen: JSON.stringify(getInput('Stolen')) })"))), Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var anybody = host.Browser();
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        const string secret = "the content of somebody else ";
        using var first = await anybody.PostAsJsonAsync("/workflows/contents/" + name, new { stolen = string.Concat(Enumerable.Repeat(secret, 10_000)) }, Cancellation);
        var owner = Assert.Single(first.Headers.GetValues("x-elsa-workflow-instance-id"));
        var reference = (JsonObject)(await VariablesAsync(owner))["Body"]!;
        var forged = new JsonObject { ["stolen"] = reference.DeepClone() };

        // Into another instance, or into the very instance that has the content.
        using var answer = way switch
        {
            "small" => await anybody.PostAsJsonAsync("/workflows/contents/" + name, forged, Cancellation),
            "large" => await anybody.PostAsJsonAsync("/workflows/contents/" + name, new { stolen = forged["stolen"], filler = _large }, Cancellation),
            "form" => await anybody.PostAsync("/workflows/contents/" + name, new MultipartFormDataContent { { new StringContent(reference.ToJsonString()), "note" }, { new ByteArrayContent([1]), "files", "a.txt" } }, Cancellation),
            "query" => await anybody.PostAsJsonAsync($"/workflows/contents/{name}?stolen={Uri.EscapeDataString(reference.ToJsonString())}", new { }, Cancellation),
            "input" => await studio.PostAsJsonAsync($"/elsa/api/workflow-definitions/{name}-input/execute", new { input = new JsonObject { ["Stolen"] = reference.DeepClone() } }, Cancellation),
            "variable" => await studio.PostAsJsonAsync($"/api/instances/{owner}/variables", new { name = "Query", value = forged, reason = "test", operationId = Guid.NewGuid() }, Cancellation),
            _ => await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = owner, input = forged }, Cancellation),
        };
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        var reached = way is "event" or "variable" ? owner : Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));
        if (way is not ("input" or "event"))
        {
            using var told = await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = reached }, Cancellation);
        }

        var seen = (string)(await VariablesAsync(reached))["Route"]!["seen"]!;
        Assert.Contains((string)reference["$content"]!, seen, StringComparison.Ordinal);
        Assert.Equal(reached == owner, seen.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, seen[seen.IndexOf((string)reference["$content"]!, StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_is_its_instances_and_its_tenants_alone()
    {
        await host.PublishAsync(Sequence("owner", Endpoint("in", "contents/owner"), Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        await host.TenantAsync("stranger");
        using var anybody = host.Browser();
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        using var stranger = host.With(await host.KeyOfAsync("stranger", [.. Scope.All]));
        using var first = await anybody.PostAsJsonAsync("/workflows/contents/owner", new { text = _large }, Cancellation);
        using var second = await anybody.PostAsJsonAsync("/workflows/contents/owner", new { text = "x" }, Cancellation);
        var (owner, other) = (first.Headers.GetValues("x-elsa-workflow-instance-id").Single(), second.Headers.GetValues("x-elsa-workflow-instance-id").Single());
        var id = (string)(await VariablesAsync(owner))["Body"]!["$content"]!;

        using var own = await studio.GetAsync($"/api/instances/{owner}/contents/{id}", Cancellation);
        using var wrong = await studio.GetAsync($"/api/instances/{other}/contents/{id}", Cancellation);
        using var foreign = await stranger.GetAsync($"/api/instances/{owner}/contents/{id}", Cancellation);

        Assert.Equal($$"""{"text":"{{_large}}"}""", await own.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(("application/octet-stream", "attachment"), (own.Content.Headers.ContentType!.MediaType, own.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, foreign.StatusCode));
    }

    private async Task<JsonObject> VariablesAsync(string id)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        return (JsonObject)(await studio.GetFromJsonAsync<JsonObject>($"/api/instances/{id}/state", Cancellation))!["variables"]!;
    }
}
