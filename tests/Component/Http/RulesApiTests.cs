using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;

namespace LowCode.Tests.Component.Http;

[Collection<HostCollection>]
public sealed class RulesApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_is_judged_with_its_reasons()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await PostAsync(program, "/api/rules/weights/evaluate?explain=true", Declaration("A1", 12));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var verdict = await answer.JsonAsync();
        Assert.Equal(("A1", "SCAN", 7), ((string)verdict["no"]!, (string)verdict["action"]!, (int)verdict["score"]!));
        var reason = Assert.Single(verdict["reasons"]!.AsArray())!;
        Assert.Equal(("R1", "12"), ((string)reason["rule"]!, (string)reason["when"]!["value"]!));
    }

    [Fact]
    public async Task Rule_that_does_not_hold_says_why_not()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await PostAsync(program, "/api/rules/weights/evaluate?rule=R1", Declaration("A1", 3));

        var reason = Assert.Single((await answer.JsonAsync())["reasons"]!.AsArray())!;
        Assert.False((bool)reason["holds"]!);
        Assert.Equal("3", (string)reason["when"]!["value"]!);
    }

    [Fact]
    public async Task Batch_is_judged_as_lines_or_as_an_array_and_a_bad_document_does_not_stop_the_others()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));
        string[] documents = [Declaration("A1", 12), """{"d":{"packages":"x"},"m":{}}""", Declaration("A3", 1)];

        using var lines = await PostAsync(program, "/api/rules/weights/screen", string.Join("\r\n", documents), "application/x-ndjson");
        using var array = await PostAsync(program, "/api/rules/weights/screen", $"[{string.Join(" ,", documents)}]");

        var told = (await lines.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"no":"A1","hits":["R1"],"score":7,"action":"SCAN"}""", told[0]);
        Assert.Equal("""{"no":"A3","hits":[],"score":0,"action":"PASS"}""", told[2]);
        var bad = JsonNode.Parse(told[1])!;
        Assert.Equal(2, (int)bad["document"]!);
        Assert.Contains(bad["problems"]!.AsArray(), p => (string)p!["path"]! == "/d/packages");
        Assert.Equal(told, (await array.Content.ReadFromJsonAsync<JsonArray>(Cancellation))!.Select(v => v!.ToJsonString(Readable)));
        Assert.Equal(lines.Headers.ETag, array.Headers.ETag);
    }

    [Theory]
    [InlineData("/api/rules/nothing/evaluate", "{}", HttpStatusCode.NotFound, "rules.unknown-set")]
    [InlineData("/api/rules/weights/evaluate?rule=R9", "{}", HttpStatusCode.NotFound, "rules.unknown-rule")]
    [InlineData("/api/rules/weights/evaluate", "{\"d\":", HttpStatusCode.BadRequest, "rules.bad-document")]
    [InlineData("/api/rules/weights/evaluate", "", HttpStatusCode.BadRequest, "rules.bad-document")]
    [InlineData("/api/rules/weights/screen", "{}", HttpStatusCode.BadRequest, "rules.bad-batch")]
    [InlineData("/api/rules/weights/screen", "[{}] []", HttpStatusCode.BadRequest, "rules.bad-batch")]
    [InlineData("/api/rules/weights/screen", "[{\"d\":1},{", HttpStatusCode.BadRequest, "rules.bad-batch")]
    public async Task Bad_request_is_told_what_was_expected(string path, string body, HttpStatusCode status, string code)
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await PostAsync(program, path, body);

        Assert.Equal((status, code), (answer.StatusCode, (string)(await answer.JsonAsync())["title"]!));
    }

    [Fact]
    public async Task Sets_are_listed_and_judged_for_their_own_tenant_alone()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        await host.TenantAsync("customs");
        await host.PublishRulesAsync("customs", "origin", 10);
        using var other = host.With(await host.KeyOfAsync("customs", Scope.EvaluateRules));

        var sets = await other.GetFromJsonAsync<JsonArray>("/api/rules", Cancellation);
        using var answer = await PostAsync(other, "/api/rules/weights/evaluate", Declaration("A1", 12));

        Assert.Equal("origin", (string)Assert.Single(sets!)!["ruleSetId"]!);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Key_without_the_scope_is_refused()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.ReadTasks));

        using var answer = await PostAsync(program, "/api/rules/weights/evaluate", Declaration("A1", 12));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static System.Text.Json.JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Declaration(string number, int packages) =>
        $$$"""{"d":{"declarationNo":"{{{number}}}","declareDate":"2026-06-15","packages":{{{packages}}},"lines":[]},"m":{}}""";

    private static async Task<HttpResponseMessage> PostAsync(HttpClient program, string path, string body, string type = "application/json") =>
        await program.PostAsync(path, new StringContent(body, Encoding.UTF8, type), Cancellation);
}
