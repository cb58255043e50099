using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>What no store can keep, or no search can hold, is refused by its name before anything is done with it.</summary>
[Collection<HostCollection>]
public sealed class SentValueTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/elsa/api/workflow-instances", """{"timestampFilters":[null]}""", "/timestampFilters/0")]
    [InlineData("/elsa/api/workflow-instances", """{"searchTerm":"a\u0000b"}""", "/searchTerm")]
    [InlineData("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", """{"definitionIds":[null]}""", "/definitionIds/0")]
    [InlineData("/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", """{"definitionIds":[null]}""", "/definitionIds/0")]
    [InlineData("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["x",null]}""", "/definitionIds/1")]
    [InlineData("/elsa/api/alterations/dry-run", """{"activityFilters":[null]}""", "/activityFilters/0")]
    [InlineData("/elsa/api/alterations/dry-run", """{"timestampFilters":[null]}""", "/timestampFilters/0")]
    [InlineData("/elsa/api/alterations/submit", """{"alterations":[],"filter":{"activityFilters":[null]}}""", "/filter/activityFilters/0")]
    [InlineData("/elsa/api/workflow-instances/x/variables", """{"variables":[null]}""", "/variables/0")]
    [InlineData("/elsa/api/workflow-instances/x/variables", """{"variables":[{"id":"x","value":{"a":["\u0000"]}}]}""", "/variables/0/value/a/0")]
    [InlineData("/api/instances", """{"definitionId":"x","operationId":"1","input":{"a":"\ud800"}}""", "/input/a")]
    [InlineData("/api/instances", """{"definitionId":"x","operationId":"1","input":{"\udc00":1}}""", "/input")]
    [InlineData("/api/instances", """{"definitionId":"x","operationId":"a\u0000"}""", "/operationId")]
    [InlineData("/api/instances", """{"definitionId":"x","operationId":"1","correlationId":"\u0000"}""", "/correlationId")]
    [InlineData("/api/events", """{"eventName":"\u0000","operationId":"1"}""", "/eventName")]
    [InlineData("/api/api-keys", """{"name":"x","scopes":[null]}""", "/scopes/0")]
    public async Task Member_that_cannot_be_kept_is_refused_by_its_path(string path, string body, string member)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await program.PostAsync(path, content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(member, (string)(await answer.JsonAsync())["problems"]![0]!["path"]!);
    }

    [Fact]
    public async Task Whole_characters_of_two_halves_and_null_within_free_data_are_taken()
    {
        await host.PublishAsync(Sequence("whole", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))));
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        using var content = new StringContent(
            $$"""{"definitionId":"whole","operationId":"{{Guid.NewGuid()}}","input":{"a":[null,"\ud83d\ude00","\u4e00"]} }""", Encoding.UTF8, "application/json");

        using var answer = await program.PostAsync("/api/instances", content, Cancellation);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/instances?correlationId=%00", "/correlationId")]
    [InlineData("/api/records/event?where=a&where=%00", "/where/1")]
    [InlineData("/elsa/api/workflow-definitions?searchTerm=%00", "/searchTerm")]
    public async Task Parameter_that_cannot_be_kept_is_refused_by_its_name(string path, string member)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));

        using var answer = await program.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(member, (string)(await answer.JsonAsync())["problems"]![0]!["path"]!);
    }

    [Theory]
    [InlineData("?correlationId=%00", "", null, "/correlationId")]
    [InlineData("?workflowInstanceId=%00", "", null, "/workflowInstanceId")]
    [InlineData("?q=%00", "", null, "/queryString/q")]
    [InlineData("", "a\0b", "text/plain", "/body")]
    [InlineData("", """{"a":["\ud800"]}""", "application/json", "/body/a/0")]
    [InlineData("", "f=%00", "application/x-www-form-urlencoded", "/body")]
    public async Task Request_of_anybody_that_cannot_be_kept_starts_nothing(string query, string body, string? type, string member)
    {
        await host.PublishAsync(Sequence("unkept", Endpoint("in", "unkept"), Reply("out", "'ran'")));
        using var anyone = host.Browser();
        using var content = new StringContent(body, Encoding.UTF8, type ?? "text/plain");

        using var answer = await anyone.PostAsync("/workflows/unkept" + query, content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(member, (string)(await answer.JsonAsync())["problems"]![0]!["path"]!);
    }

    [Theory]
    [InlineData("/elsa/api/workflow-instances", "timestampFilters", 21)]
    [InlineData("/elsa/api/workflow-instances", "definitionIds", 1001)]
    [InlineData("/elsa/api/alterations/dry-run", "activityFilters", 21)]
    [InlineData("/elsa/api/alterations/dry-run", "workflowInstanceIds", 1001)]
    public async Task Longer_list_than_a_search_holds_is_refused_with_its_length(string path, string member, int count)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        JsonNode Item() => member.EndsWith("Filters", StringComparison.Ordinal) ? new JsonObject() : JsonValue.Create("x");
        var body = new JsonObject { [member] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => Item())]) };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        using var answer = await program.PostAsync(path, content, Cancellation);

        var problem = await answer.JsonAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "request.too-many"), (answer.StatusCode, (string)problem["title"]!));
        Assert.Contains($"{count}", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is")]
    [InlineData("IsNot")]
    [InlineData("GreaterThan")]
    public async Task Last_day_that_there_is_can_be_searched_for(string word)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));
        foreach (var moment in new[] { "9999-12-31T00:00:00Z", "9999-12-31T23:59:59.999Z" })
        {
            await program.AskAsync("/elsa/api/workflow-instances", new { timestampFilters = new[] { new { column = "CreatedAt", @operator = word, timestamp = moment } } });
        }
    }

    [Theory]
    [InlineData("/api/releases?page=10737419&size=200")]
    [InlineData("/api/artefacts?page=10737419&size=200")]
    [InlineData("/elsa/api/workflow-definitions?page=10737419&pageSize=200")]
    public async Task Page_far_behind_the_last_is_empty(string path)
    {
        using var program = host.With(await host.KeyAsync([.. Scope.All]));

        var page = await program.ReadAsync(path);

        Assert.Empty((page["rows"] ?? page["items"])!.AsArray());
    }
}
