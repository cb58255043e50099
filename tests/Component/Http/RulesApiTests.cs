using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Host;
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
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.ReadReleases));

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
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.ReadReleases));

        using var answer = await PostAsync(program, "/api/rules/weights/evaluate?rule=R1", Declaration("A1", 3));

        var reason = Assert.Single((await answer.JsonAsync())["reasons"]!.AsArray())!;
        Assert.False((bool)reason["holds"]!);
        Assert.Equal("3", (string)reason["when"]!["value"]!);
    }

    [Fact]
    public async Task Array_of_too_many_documents_is_refused_before_any_is_judged()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var answer = await PostAsync(program, "/api/rules/weights/screen", $"[{string.Join(',', Enumerable.Repeat("{}", 10_001))}]");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/10000", (string)Assert.Single((await answer.JsonAsync())["problems"]!.AsArray())!["path"]!);
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
    [InlineData("/api/rules/weights/screen", "7", HttpStatusCode.BadRequest, "rules.bad-batch")]
    [InlineData("/api/rules/weights/screen", "[{}] []", HttpStatusCode.BadRequest, "rules.bad-batch")]
    [InlineData("/api/rules/weights/screen", "[{\"d\":1},{", HttpStatusCode.BadRequest, "rules.bad-batch")]
    public async Task Bad_request_is_told_what_was_expected(string path, string body, HttpStatusCode status, string code)
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.ReadReleases));

        using var answer = await PostAsync(program, path, body);

        Assert.Equal((status, code), (answer.StatusCode, (string)(await answer.JsonAsync())["title"]!));
    }

    [Fact]
    public async Task One_document_is_screened_without_an_array_around_it()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules));

        using var judged = await PostAsync(program, "/api/rules/weights/screen", "\n " + Declaration("A1", 12));
        using var unreadable = await PostAsync(program, "/api/rules/weights/screen", """{"d":{"packages":"x"},"m":{}}""");
        using var broken = await PostAsync(program, "/api/rules/weights/screen", """{"d":""");

        Assert.Equal("""{"no":"A1","hits":["R1"],"score":7,"action":"SCAN"}""", await judged.Content.ReadAsStringAsync(Cancellation));
        var told = await unreadable.JsonAsync();
        Assert.Equal(1, (int)told["document"]!);
        Assert.Contains(told["problems"]!.AsArray(), p => (string)p!["path"]! == "/d/packages");
        Assert.Equal("document.not-json", (string)(await broken.JsonAsync())["problems"]![0]!["code"]!);
    }

    [Fact]
    public async Task Explanation_that_grows_too_long_ends_and_tells_how_many_rules_it_leaves_out()
    {
        var conditions = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"f":"d.packages","op":"ge","v":{{i}}}"""));
        var rules = string.Join(',', Enumerable.Range(0, 500).Select(i => $$$"""{"id":"R{{{i}}}","action":"NOTE","when":{"all":[{{{conditions}}},{"f":"d.netWeight","op":"notIn","v":[{{{i}}}]}]}}"""));
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.ReadReleases, Scope.PublishReleases));
        using var published = await program.PostAsync(
            "/api/releases", Json($$$"""{"artefacts":[{"kind":"RuleSet","key":"many","content":{"ruleSetId":"many","rules":[{{{rules}}}]}}]}"""), Cancellation);
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);

        using var answer = await PostAsync(program, "/api/rules/many/evaluate?explain=true", """{"d":{"declarationNo":"1","declareDate":"2026-06-15","packages":99,"netWeight":1000,"lines":[]},"m":{}}""");

        var verdict = await answer.JsonAsync();
        Assert.Equal(500, verdict["hits"]!.AsArray().Count);
        Assert.Equal(500, verdict["reasons"]!.AsArray().Count + (int)verdict["leftOut"]!);
    }

    [Fact]
    public async Task People_whom_the_set_does_not_name_read_nothing_of_it_and_those_whom_it_names_do_but_no_list()
    {
        await host.PublishRulesAsync("demo", "secret", 10, seenBy: "\"acceptor\"");
        using var stranger = await host.SignedInAsync("grid");
        using var reader = await host.SignedInAsync("acceptor");
        using var admin = await host.SignedInAsync("admin");
        string[] reads = ["/api/rules/secret/rules/R1", "/api/rules/secret/effect"];

        foreach (var path in reads)
        {
            await AssertAsync(await stranger.GetAsync(path, Cancellation), HttpStatusCode.Forbidden, "rules.forbidden");
            await AssertAsync(await reader.GetAsync(path, Cancellation), HttpStatusCode.OK, null);
        }

        foreach (var path in new[] { "evaluate", "evaluate?explain=true", "evaluate?rule=R1", "screen" })
        {
            await AssertAsync(await PostAsync(stranger, $"/api/rules/secret/{path}", Declaration("A1", 12)), HttpStatusCode.Forbidden, "rules.forbidden");
            await AssertAsync(await PostAsync(reader, $"/api/rules/secret/{path}", Declaration("A1", 12)), HttpStatusCode.OK, null);
        }

        await AssertAsync(await stranger.GetAsync("/api/rules/secret/lists/watched", Cancellation), HttpStatusCode.Forbidden, "rules.list-forbidden");
        await AssertAsync(await reader.GetAsync("/api/rules/secret/lists/watched", Cancellation), HttpStatusCode.Forbidden, "rules.list-forbidden");
        await AssertAsync(await admin.GetAsync("/api/rules/secret/lists/watched", Cancellation), HttpStatusCode.OK, null);
        Assert.DoesNotContain("secret", await stranger.GetStringAsync("/api/rules", Cancellation), StringComparison.Ordinal);
        Assert.Contains("secret", await reader.GetStringAsync("/api/rules", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (string)(await (await stranger.GetAsync("/api/rules/nothing/effect", Cancellation)).JsonAsync())["detail"]!, StringComparison.Ordinal);
        using var key = host.With(await host.KeyAsync(Scope.EvaluateRules));
        await AssertAsync(await PostAsync(key, "/api/rules/secret/screen", Declaration("A1", 12)), HttpStatusCode.OK, null);

        // A key for verdicts reads no rules.
        await AssertAsync(await PostAsync(key, "/api/rules/secret/evaluate", Declaration("A1", 12)), HttpStatusCode.OK, null);
        await AssertAsync(await PostAsync(key, "/api/rules/secret/evaluate?explain=true", Declaration("A1", 12)), HttpStatusCode.Forbidden, "access.scope-missing");
        await AssertAsync(await PostAsync(key, "/api/rules/secret/evaluate?rule=R1", Declaration("A1", 12)), HttpStatusCode.Forbidden, "access.scope-missing");
    }

    [Fact]
    public async Task Release_may_be_as_large_as_the_server_is_set_to_and_a_larger_one_is_told_how_large()
    {
        await using var server = new RunningHost(new HostSettings { Urls = "http://127.0.0.1:0", ReleaseMegabytes = 2 }) { HasNetwork = true };
        await server.InitializeAsync();
        await server.TenantAsync("customs");
        using var program = server.With(await server.KeyOfAsync("customs", Scope.PublishReleases));

        using var fits = await program.PostAsync("/api/releases", Json(Listing(70_000)), Cancellation);
        using var larger = await program.PostAsync("/api/releases", Json(Listing(120_000)), Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.RequestEntityTooLarge), (fits.StatusCode, larger.StatusCode));
        Assert.Contains("2097152", (string)(await larger.JsonAsync())["detail"]!, StringComparison.Ordinal);

        static string Listing(int values) =>
            $$$"""{"artefacts":[{"kind":"RuleSet","key":"long","content":{"ruleSetId":"long","lists":{"watched":[{{{string.Join(',', Enumerable.Range(0, values).Select(i => $"\"91{i:D16}\""))}}}]},"rules":[]}}]}""";
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
    public async Task Rule_of_a_set_that_a_process_changes_is_refused_with_the_way_to_go()
    {
        await host.PublishRulesAsync("demo", "guarded", 10, "checked");
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.PublishReleases, Scope.ReadReleases));
        var rule = (await program.GetFromJsonAsync<JsonObject>("/api/rules/guarded/rules/R1", Cancellation))!;
        rule["score"] = 99;

        using var changed = await program.PutAsJsonAsync("/api/rules/guarded/rules/R1", rule, Cancellation);
        using var imported = await program.PutAsync("/api/rules/guarded/lists/watched", new StringContent("watched\n0103\n", Encoding.UTF8, "text/csv"), Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (changed.StatusCode, imported.StatusCode));
        var refusal = await changed.JsonAsync();
        Assert.Equal("release.checked-only", (string)refusal["title"]!);
        Assert.Contains("guarded", (string)refusal["detail"]!, StringComparison.Ordinal);
        using var answer = await PostAsync(program, "/api/rules/guarded/evaluate", Declaration("A1", 12));
        Assert.Equal(7, (int)(await answer.JsonAsync())["score"]!);
    }

    [Fact]
    public async Task One_rule_is_changed_and_the_next_document_is_judged_by_it()
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.PublishReleases, Scope.ReadReleases));
        var rule = (await program.GetFromJsonAsync<JsonObject>("/api/rules/weights/rules/R1", Cancellation))!;
        rule["score"] = 99;

        using var changed = await program.PutAsJsonAsync("/api/rules/weights/rules/R1", rule, Cancellation);
        using var answer = await PostAsync(program, "/api/rules/weights/evaluate", Declaration("A1", 12));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(99, (int)(await answer.JsonAsync())["score"]!);
    }

    [Theory]
    [InlineData("""{"id":"R1","action":"NOTE","when":{"f":"d.pakages","op":"gt","v":1}}""", "rules.bad-rule", "/when/f")]
    [InlineData("""{"id":"R2","action":"NOTE","when":{"f":"d.packages","op":"gt","v":1}}""", "rules.other-id", null)]
    [InlineData("""{"id":""", "rules.bad-rule", "")]
    public async Task Rule_that_is_wrong_is_not_published(string rule, string code, string? path)
    {
        await host.PublishRulesAsync("demo", "weights", 10);
        using var program = host.With(await host.KeyAsync(Scope.EvaluateRules, Scope.PublishReleases));

        using var changed = await program.PutAsync("/api/rules/weights/rules/R1", new StringContent(rule, Encoding.UTF8, "application/json"), Cancellation);
        using var answer = await PostAsync(program, "/api/rules/weights/evaluate", Declaration("A1", 12));

        var refused = await changed.JsonAsync();
        Assert.Equal((HttpStatusCode.BadRequest, code), (changed.StatusCode, (string)refused["title"]!));
        Assert.Equal(path, (string?)refused["problems"]?[0]?["path"]);
        Assert.Equal(7, (int)(await answer.JsonAsync())["score"]!);
    }

    [Fact]
    public async Task Publishing_tells_codes_that_no_dictionary_knows_and_rules_that_could_not_be_judged()
    {
        using var program = host.With(await host.KeyAsync(Scope.PublishReleases));
        const string document = """{"documentId":"parcel","number":"p.no","date":"p.day","fields":[{"name":"p.no","kind":"text"},{"name":"p.day","kind":"date"},{"name":"p.class","kind":"text","dictionary":"parcel-classes"}]}""";
        const string rules = """[{"id":"R1","action":"NOTE","when":{"f":"p.class","op":"in","v":["A","Z"]}},{"id":"R2","action":"NOTE","when":{"all":[{"f":"p.no","op":"containsAny","v":["x"]},{"f":"p.no","op":"eq","v":"ab"}]}}]""";
        const string set = """{"kind":"RuleSet","key":"parcels","content":{"$format":"lowcode.rules/1","ruleSetId":"parcels","document":""" + document + ""","rules":""" + rules + "}}";
        const string dictionary = """{"kind":"Dictionary","key":"parcel-classes","content":{"$format":"lowcode.dictionary/1","dictionaryId":"parcel-classes","name":{"zh-CN":"类"},"entries":[{"code":"A","label":{"zh-CN":"甲"}}]}}""";

        using var missing = await program.PostAsync("/api/releases", Json($$"""{"artefacts":[{{set}}]}"""), Cancellation);
        using var published = await program.PostAsync("/api/releases", Json($$"""{"artefacts":[{{set}},{{dictionary}}]}"""), Cancellation);

        Assert.Equal("release.unknown-dictionary", (string)(await missing.JsonAsync())["problems"]![0]!["code"]!);
        var warnings = (await published.JsonAsync())["warnings"]!.AsArray().Select(w => ((string)w!["path"]!, (string)w!["code"]!)).ToList();
        Assert.Contains(("RuleSet/parcels#/rules/0", "release.unknown-code"), warnings);
        Assert.Contains(("RuleSet/parcels#/rules/1", "release.rule-not-decided"), warnings);
    }

    [Fact]
    public async Task Connection_serves_the_next_request_whatever_became_of_the_one_before()
    {
        await using var server = new RunningHost(new HostSettings { Urls = "http://127.0.0.1:0" }) { HasNetwork = true };
        await server.InitializeAsync();
        await server.TenantAsync("customs");
        await server.PublishRulesAsync("customs", "weights", 10);
        using var known = server.With(await server.KeyOfAsync("customs", Scope.EvaluateRules, Scope.PublishReleases));
        var connections = 0;
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        handler.ConnectCallback = async (context, token) =>
        {
            connections++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, token);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var program = new HttpClient(handler) { BaseAddress = known.BaseAddress };
        program.DefaultRequestHeaders.Authorization = known.DefaultRequestHeaders.Authorization;
        var rule = new StringContent("""{"id":"R1","action":"NOTE","when":{"f":"d.packages","op":"gt","v":1}}""", Encoding.UTF8, "application/json");

        using var changed = await program.PutAsync("/api/rules/weights/rules/R1", rule, Cancellation);
        using var bad = await PostAsync(program, "/api/rules/weights/evaluate", "{\"d\":");
        using var noBatch = await PostAsync(program, "/api/rules/weights/screen", "7");
        using var judged = await PostAsync(program, "/api/rules/weights/evaluate", Declaration("A1", 12));

        Assert.Equal(HttpStatusCode.OK, judged.StatusCode);
        Assert.Equal(1, connections);
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

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <param name="code">Null: it is no problem.</param>
    private static async Task AssertAsync(HttpResponseMessage answer, HttpStatusCode status, string? code)
    {
        using (answer)
        {
            Assert.Equal((status, code), (answer.StatusCode, code is null ? null : (string)(await answer.JsonAsync())["title"]!));
        }
    }

    private static string Declaration(string number, int packages) =>
        $$$"""{"d":{"declarationNo":"{{{number}}}","declareDate":"2026-06-15","packages":{{{packages}}},"lines":[]},"m":{}}""";

    private static async Task<HttpResponseMessage> PostAsync(HttpClient program, string path, string body, string type = "application/json") =>
        await program.PostAsync(path, new StringContent(body, Encoding.UTF8, type), Cancellation);
}
