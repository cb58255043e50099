using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Instances are found, changed, cancelled and deleted as Elsa's programs do it.</summary>
[Collection<HostCollection>]
public sealed class ElsaMendingTests(RunningHost host)
{
    private const string Root = "/elsa/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_narrows_and_sorts_by_all_that_Studio_offers()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("find-a"), Waiting("find-b"));
        var first = await StartAsync(studio, "find-a", "c-1");
        var second = await StartAsync(studio, "find-a", "c-2");
        var other = await StartAsync(studio, "find-b", "c-3");
        using var cancelled = await studio.PostAsync($"{Root}/cancel/workflow-instances/{second}", null, Cancellation);
        string[] both = ["find-a", "find-b"];

        Assert.Equal([other, second, first], await FindAsync(studio, new { definitionIds = both }));
        Assert.Equal([first, second, other], await FindAsync(studio, new { definitionIds = both, orderBy = "Created", orderDirection = "Ascending" }));
        Assert.Equal([other, first], await FindAsync(studio, new { definitionIds = both, status = "Running" }));
        Assert.Equal([second], await FindAsync(studio, new { definitionIds = both, subStatuses = new[] { "cancelled" } }));
        Assert.Equal([second], await FindAsync(studio, new { definitionIds = both, searchTerm = "C-2" }));
        Assert.Equal([first], await FindAsync(studio, new { definitionIds = both, correlationId = "c-1" }));
        Assert.Equal([first], await FindAsync(studio, new { definitionIds = both, page = 2, pageSize = 1 }));
        Assert.Equal([other, second, first], await FindAsync(studio, new { definitionIds = both, version = 1 }));
        Assert.Empty(await FindAsync(studio, new { definitionIds = both, version = 2 }));
        Assert.Empty(await FindAsync(studio, new { definitionIds = both, hasIncidents = true }));
        Assert.Empty(await FindAsync(studio, new { definitionIds = both, isSystem = true }));
        Assert.Equal([second], await FindAsync(studio, new { definitionIds = both, timestampFilters = new[] { new { column = "FinishedAt", @operator = "GreaterThan", timestamp = "2020-01-01T00:00:00Z" } } }));
        Assert.Empty(await FindAsync(studio, new { definitionIds = both, timestampFilters = new[] { new { column = "CreatedAt", @operator = "LessThan", timestamp = "2020-01-01T00:00:00Z" } } }));
        using var odd = await studio.PostAsJsonAsync($"{Root}/workflow-instances", new { orderBy = "Colour" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task Filter_that_matches_more_than_is_looked_at_is_refused_with_the_count_and_alters_nothing()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("crowd"));
        await PostAsync(studio, $"{Root}/workflow-definitions/crowd/bulk-dispatch", new { count = 501 });
        var filter = new { definitionIds = new[] { "crowd" }, activityFilters = new[] { new { activityId = "nobody" } } };

        using var tried = await studio.PostAsJsonAsync($"{Root}/alterations/dry-run", filter, Cancellation);
        using var submitted = await studio.PostAsJsonAsync($"{Root}/alterations/submit", new { alterations = new[] { new { type = "Cancel" } }, filter }, Cancellation);
        var within = await PostAsync(studio, $"{Root}/alterations/dry-run", new { definitionIds = new[] { "crowd" } });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (tried.StatusCode, submitted.StatusCode));
        Assert.Contains("501", (string)(await tried.JsonAsync())["detail"]!, StringComparison.Ordinal);
        Assert.Equal("/filter", (string)(await submitted.JsonAsync())["problems"]![0]!["path"]!);
        Assert.Equal(501, within["workflowInstanceIds"]!.AsArray().Count);
        Assert.Equal(501, (int)(await PostAsync(studio, $"{Root}/workflow-instances", new { definitionId = "crowd", status = "Running" }))["totalCount"]!);
    }

    [Fact]
    public async Task Filter_of_empty_lists_means_no_instance()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("spared"));
        var instance = await StartAsync(studio, "spared");
        string[] none = [];

        var empty = await PostAsync(studio, $"{Root}/alterations/dry-run", new { definitionIds = none, statuses = none, searchTerm = "" });
        var all = await PostAsync(studio, $"{Root}/alterations/dry-run", new { definitionIds = none, emptyFilterSelectsAll = true });

        Assert.Empty(empty["workflowInstanceIds"]!.AsArray());
        Assert.Contains(instance, all["workflowInstanceIds"]!.AsArray().Select(i => (string)i!));
    }

    [Fact]
    public async Task Fault_is_mended_by_a_variable_and_a_retry_and_the_journal_says_who_and_why()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Sequence("mend", Activity("risky", "Elsa.RunJavaScript", ("script", Literal("String", "if (getBody() !== 'good') throw new Error('bad')")))));
        var id = await StartAsync(studio, "mend");
        var faulted = await GetAsync(studio, $"{Root}/workflow-instances/{id}");

        await PostAsync(studio, $"{Root}/workflow-instances/{id}/variables", new { variables = new[] { new { id = "Body", value = "good" } }, reason = "a slip of the pen" });
        var variables = await GetAsync(studio, $"{Root}/workflow-instances/{id}/variables");
        var retried = await PostAsync(studio, $"{Root}/alterations/workflows/retry", new { workflowInstanceIds = new[] { id }, reason = "mended" });
        var ended = await GetAsync(studio, $"{Root}/workflow-instances/{id}");
        var journal = await GetAsync(studio, $"{Root}/workflow-instances/{id}/journal");

        var incident = Assert.Single(faulted["workflowState"]!["incidents"]!.AsArray())!;
        Assert.Equal(("Faulted", "risky"), ((string)faulted["subStatus"]!, (string)incident["activityId"]!));
        Assert.Contains(variables["items"]!.AsArray(), v => (string)v!["name"]! == "Body" && (string)v["value"]! == "good");
        Assert.True((bool)retried["results"]![0]!["isSuccessful"]!);
        Assert.Equal(("Finished", 0), ((string)ended["subStatus"]!, (int)ended["incidentCount"]!));
        Assert.Equal(
            ["Workflow1 Started", "root Started", "risky Started", "risky Faulted", "Workflow1 Altered", "Workflow1 Altered", "risky Started", "risky Completed", "root Completed", "Workflow1 Completed"],
            journal["items"]!.AsArray().Select(r => $"{r!["activityId"]} {r["eventName"]}"));
        Assert.Contains(journal["items"]!.AsArray(), r => ((string?)r!["message"])?.Contains("a slip of the pen", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Instances_are_taken_over_to_the_next_version_in_the_background_after_a_dry_run()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("move"));
        var fits = await StartAsync(studio, "move");
        var next = Sequence(
            "move",
            Activity("before", "Elsa.WriteLine", ("text", Literal("String", "new"))),
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never"))),
            Activity("after", "Elsa.WriteLine", ("text", Literal("String", "also new"))));
        (next["id"], next["version"]) = ("move-2", 2);
        await host.PublishAsync(next);
        var alterations = new[] { new { type = "Migrate", targetVersion = 2 } };

        var dry = await PostAsync(studio, $"{Root}/alterations/dry-run", new { definitionVersionIds = new[] { "move-1" }, alterations });
        var unknown = await PostAsync(studio, $"{Root}/alterations/dry-run", new { workflowInstanceIds = new[] { fits }, alterations = new[] { new { type = "Migrate", targetVersion = 7 } } });
        var submitted = await PostAsync(studio, $"{Root}/alterations/submit", new { alterations, filter = new { definitionVersionIds = new[] { "move-1" } }, reason = "new rules" });
        var job = host.App.Services.GetServices<ISystemJob>().Single(j => j.Name == "alterations");
        while (await job.RunAsync(Cancellation))
        {
        }

        var plan = await GetAsync(studio, $"{Root}/alterations/{submitted["planId"]}");
        var moved = await GetAsync(studio, $"{Root}/workflow-instances/{fits}");
        var sent = await PostAsync(studio, $"{Root}/events/Never/trigger", new { workflowInstanceId = fits, input = new { a = 1 } });
        var journal = await GetAsync(studio, $"{Root}/workflow-instances/{fits}/journal");

        Assert.Equal([fits], dry["workflowInstanceIds"]!.AsArray().Select(i => (string)i!));
        Assert.True((bool)dry["results"]![0]!["isSuccessful"]!);
        Assert.False((bool)unknown["results"]![0]!["isSuccessful"]!);
        Assert.Equal("Completed", (string)plan["plan"]!["status"]!);
        Assert.Equal("Completed", (string)Assert.Single(plan["jobs"]!.AsArray())!["status"]!);
        Assert.Equal(("move-2", 2), ((string)moved["definitionVersionId"]!, (int)moved["version"]!));
        Assert.Equal(1, (int)sent["resumed"]!);
        Assert.Equal(
            ["Workflow1 Started", "root Started", "wait Started", "wait Suspended", "Workflow1 Altered", "wait Resumed", "wait Completed", "after Started", "after Completed", "root Completed", "Workflow1 Completed"],
            journal["items"]!.AsArray().Select(r => $"{r!["activityId"]} {r["eventName"]}"));
    }

    [Fact]
    public async Task Version_without_what_runs_is_refused_and_nothing_is_changed()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("stay"));
        var id = await StartAsync(studio, "stay");
        var next = Sequence("stay", Activity("other", "Elsa.Event", ("eventName", Literal("String", "Never"))));
        (next["id"], next["version"]) = ("stay-2", 2);
        await host.PublishAsync(next);

        var ran = await PostAsync(studio, $"{Root}/alterations/run", new { workflowInstanceIds = new[] { id }, alterations = new[] { new { type = "Migrate", targetVersion = 2 } } });
        var instance = await GetAsync(studio, $"{Root}/workflow-instances/{id}");

        Assert.False((bool)ran["results"]![0]!["isSuccessful"]!);
        Assert.Contains("wait", (string)ran["results"]![0]!["log"]!["logEntries"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(1, (int)instance["version"]!);
    }

    [Fact]
    public async Task Activity_is_cancelled_and_another_scheduled()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Sequence(
            "alter",
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never"))),
            Activity("line", "Elsa.WriteLine", ("text", Literal("String", "passed")))));
        var id = await StartAsync(studio, "alter");
        object[] alterations = [new { type = "ScheduleActivity", activityId = "line" }, new { type = "Cancel" }];

        var ran = await PostAsync(studio, $"{Root}/alterations/run", new { workflowInstanceIds = new[] { id }, alterations });
        using var odd = await studio.PostAsJsonAsync($"{Root}/alterations/run", new { workflowInstanceIds = new[] { id }, alterations = new[] { new { type = "Paint" } } }, Cancellation);
        var executions = await GetAsync(studio, $"{Root}/activity-executions/list?workflowInstanceId={id}");

        Assert.True(ran["results"]!.AsArray().Count == 1, ran.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Contains(executions["items"]!.AsArray(), e => (string)e!["activityId"]! == "line" && (string)e["status"]! == "Completed");
    }

    [Fact]
    public async Task Instances_are_cancelled_and_deleted_one_by_one_and_in_bulk()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("clear"));
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await StartAsync(studio, "clear"));
        }

        var cancelled = await PostAsync(studio, $"{Root}/bulk-actions/cancel/workflow-instances", new { ids = new[] { ids[0], ids[1], "none" } });
        using var again = await studio.PostAsync($"{Root}/cancel/workflow-instances/{ids[0]}", null, Cancellation);
        using var one = await studio.DeleteAsync($"{Root}/workflow-instances/{ids[2]}", Cancellation);
        using var gone = await studio.GetAsync($"{Root}/workflow-instances/{ids[2]}", Cancellation);
        var deleted = await PostAsync(studio, $"{Root}/bulk-actions/delete/workflow-instances/by-id", new { ids });

        Assert.Equal(2, (int)cancelled["cancelled"]!);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (again.StatusCode, one.StatusCode, gone.StatusCode));
        Assert.Equal(3, (int)deleted["deleted"]!);
        Assert.Empty(await FindAsync(studio, new { definitionId = "clear" }));
    }

    [Fact]
    public async Task Several_are_dispatched_at_once_and_the_same_key_starts_nothing_twice()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(Waiting("many"));
        studio.DefaultRequestHeaders.Add("Idempotency-Key", "dispatch-1");

        var bulk = await PostAsync(studio, $"{Root}/workflow-definitions/many/bulk-dispatch", new { count = 3 });
        var again = await PostAsync(studio, $"{Root}/workflow-definitions/many/bulk-dispatch", new { count = 3 });
        using var tooMany = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/many/bulk-dispatch", new { count = 0 }, Cancellation);

        Assert.Equal(3, bulk["workflowInstanceIds"]!.AsArray().Select(i => (string)i!).Distinct().Count());
        Assert.Equal(bulk.ToJsonString(), again.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    private static JsonObject Waiting(string definitionId) => Sequence(definitionId, Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never"))));

    private async Task<HttpClient> StudioAsync() => host.With(await host.KeyAsync([.. Scope.All]));

    private static async Task<string> StartAsync(HttpClient studio, string definitionId, string? correlationId = null)
    {
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/{definitionId}/execute", new { correlationId }, Cancellation);
        return Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
    }

    private static async Task<IEnumerable<string>> FindAsync<T>(HttpClient studio, T body) =>
        [.. (await PostAsync(studio, $"{Root}/workflow-instances", body))["items"]!.AsArray().Select(i => (string)i!["id"]!)];

    private static async Task<JsonObject> GetAsync(HttpClient studio, string path) => (await studio.GetFromJsonAsync<JsonObject>(path, Cancellation))!;

    private static async Task<JsonObject> PostAsync<T>(HttpClient studio, string path, T body)
    {
        using var answer = await studio.PostAsJsonAsync(path, body, Cancellation);
        var json = await answer.JsonAsync();
        Assert.True(answer.IsSuccessStatusCode, json.ToJsonString());
        return json;
    }
}
