using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>What Elsa Studio asks about instances, in the shapes in which it reads them.</summary>
[Collection<HostCollection>]
public sealed class ElsaInstanceTests(RunningHost host)
{
    private const string Root = "/elsa/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_instance_is_listed_and_its_history_is_told()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence(
            "watched",
            Activity("line", "Elsa.WriteLine", ("text", Literal("String", "hello there"))),
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));

        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/watched/execute", new { versionOptions = "Latest" }, Cancellation);
        var id = Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
        var list = await PostAsync(studio, $"{Root}/workflow-instances", new { page = 0, pageSize = 10, definitionId = "watched", statuses = new[] { "Running" } });
        var instance = await GetAsync(studio, $"{Root}/workflow-instances/{id}");
        var journal = await PostAsync(
            studio, $"{Root}/workflow-instances/{id}/journal?skip=0&take=110", new { filter = new { excludedActivityTypes = new[] { "Elsa.Workflow", "Elsa.Sequence" } } });
        var executions = await GetAsync(studio, $"{Root}/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:root:line");
        var line = Assert.Single(executions["items"]!.AsArray())!;
        var single = await GetAsync(studio, $"{Root}/activity-executions/by-id?id={line["id"]}");
        var report = await PostAsync(studio, $"{Root}/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:root:wait" } });

        Assert.Equal(id, (string)list["items"]![0]!["id"]!);
        Assert.Equal(("Running", "Suspended"), ((string)instance["status"]!, (string)instance["workflowState"]!["subStatus"]!));
        Assert.Equal(["line Started", "line Completed", "wait Started", "wait Suspended"], journal["items"]!.AsArray().Select(r => $"{r!["activityId"]} {r["eventName"]}"));
        Assert.Equal(4, (int)journal["totalCount"]!);
        Assert.Equal("hello there", (string)single["activityState"]!["Text"]!);
        Assert.True((bool)Assert.Single(report["stats"]!.AsArray())!["isBlocked"]!);
        Assert.DoesNotContain(":null", instance.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_is_not_run_and_Studio_is_told()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var model = Sequence("only-draft", Activity("line", "Elsa.WriteLine", ("text", Literal("String", "x"))));
        using var saved = await studio.PostAsJsonAsync($"{Root}/workflow-definitions", new { model, publish = false }, Cancellation);

        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/only-draft/execute", new { versionOptions = "Latest" }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal("true", Assert.Single(started.Headers.GetValues("x-elsa-workflow-cannot-start")));
        Assert.False(started.Headers.Contains("x-elsa-workflow-instance-id"));
    }

    [Fact]
    public async Task Of_an_instance_with_thousands_of_bursts_what_runs_now_is_shown_whenever_it_began()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var many = Activity("many", "Elsa.For", ("start", Literal("Int32", "1")), ("end", Literal("Int32", "1850")));
        many["body"] = Activity("ping", "Elsa.Event", ("eventName", Literal("String", "LongPing")));
        var first = Activity("first", "Elsa.For", ("start", Literal("Int32", "1")), ("end", Literal("Int32", "230")));
        first["body"] = Activity("early", "Elsa.Event", ("eventName", Literal("String", "LongPing")));
        var both = Activity("both", "Elsa.Parallel");
        both["activities"] = new JsonArray(Activity("late", "Elsa.Event", ("eventName", Literal("String", "Never"))), many);
        await host.PublishAsync(Sequence("long-life", first, both, Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/long-life/execute", new { }, Cancellation);
        var id = Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
        for (var burst = 0; burst < 230 + 1849; burst++)
        {
            await host.SendAsync(id, "LongPing");
        }

        var executions = (await GetAsync(studio, $"{Root}/activity-executions/list?WorkflowInstanceId={id}"))["items"]!.AsArray();
        var report = await PostAsync(studio, $"{Root}/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:root:both:late" } });

        // It began with burst 231: in the part between the beginning and the end that is not told.
        var late = Assert.Single(executions, e => (string)e!["activityId"]! == "late")!;
        var ping = executions.Last(e => (string)e!["activityId"]! == "ping")!;
        Assert.Equal(("Running", true), ((string)late["status"]!, (bool)late["hasBookmarks"]!));
        Assert.Equal(("Running", true), ((string)ping["status"]!, (bool)ping["hasBookmarks"]!));
        Assert.Equal("Workflow1:root:both:many:ping", (string)ping["activityNodeId"]!);
        Assert.True((bool)Assert.Single(report["stats"]!.AsArray())!["isBlocked"]!);
    }

    private static async Task<JsonObject> GetAsync(HttpClient studio, string path) => (await studio.GetFromJsonAsync<JsonObject>(path, Cancellation))!;

    private static async Task<JsonObject> PostAsync<T>(HttpClient studio, string path, T body)
    {
        using var answer = await studio.PostAsJsonAsync(path, body, Cancellation);
        var json = await answer.JsonAsync();
        Assert.True(answer.IsSuccessStatusCode, json.ToJsonString());
        return json;
    }
}
