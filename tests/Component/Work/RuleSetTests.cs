using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Engine.State;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Processes that judge documents by published rule sets.</summary>
public sealed class RuleSetTests
{
    private const string Declaration = """{"d":{"declarationNo":"010120260000000001","declareDate":"2026-06-15","packages":12,"grossWeight":100.1,"lines":[]},"m":{"grossWeight":120}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_judges_a_document_and_goes_on_with_action_score_and_hits()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10), Judging());

        var ended = await RunAsync(work, Declaration);

        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        Assert.Equal(
            """{"number":"010120260000000001","action":"INSPECT","score":25,"hits":[{"id":"R1","name":"many","action":"NOTE","score":5},{"id":"R2","name":"weight","action":"INSPECT","score":20}]}""",
            ended.Variables["verdict"]!.ToJsonString());
        Assert.Equal("""["R1 many","R2 weight"]""", ended.Variables["why"]!.ToJsonString());
    }

    [Fact]
    public async Task Later_publication_of_a_rule_set_holds_for_the_next_document()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10), Judging());
        await PublishAsync(work, Rules(limit: 100));

        Assert.Equal(20, (long)(await RunAsync(work, Declaration)).Variables["verdict"]!["score"]!);
    }

    [Theory]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-15","packages":"12","lines":[]},"m":{}}""", "/d/packages")]
    [InlineData("""{"d":{"declarationNo":"1","declareDate":"2026-06-15","colour":"red","lines":[]},"m":{}}""", "/d/colour")]
    [InlineData("""{"d":""", "")]
    public async Task Document_that_cannot_be_judged_is_an_incident_that_names_the_place(string document, string place)
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10), Judging());

        var ended = await RunAsync(work, document);

        Assert.Equal(InstanceSubStatus.Faulted, ended.SubStatus);
        Assert.Contains($"The rule set 'admission' cannot judge this document: {place}: ", Assert.Single(ended.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incident_of_a_document_that_cannot_be_judged_does_not_tell_what_stands_in_it()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10), Judging());

        var ended = await RunAsync(work, """{"d":{"declarationNo":13812340000,"declareDate":"13812340000","packages":"13812340000","lines":[]},"m":{}}""");

        var message = Assert.Single(ended.Incidents).Message;
        Assert.All(["/d/declarationNo", "/d/declareDate", "/d/packages"], path => Assert.Contains(path, message, StringComparison.Ordinal));
        Assert.DoesNotContain("13812340000", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_content_is_not_published_under_two_keys()
    {
        await using var work = await TestWork.EmptyAsync();
        var content = Encoding.UTF8.GetBytes("""{"rules":[{"id":"R1","action":"NOTE","when":{"f":"d.packages","op":"gt","v":1}}]}""");
        var (one, two) = (Artefact.Of(ArtefactKind.RuleSet, "one", content), Artefact.Of(ArtefactKind.RuleSet, "two", content));

        var together = await TryPublishAsync(work, one, two);
        await PublishAsync(work, one);
        var later = await TryPublishAsync(work, two);
        var again = await TryPublishAsync(work, one);

        Assert.All([together, later], refused =>
        {
            var problem = Assert.Single(refused.Rejection!.Problems);
            Assert.Equal(("RuleSet/two#/ruleSetId", "release.same-content"), (problem.Path, problem.Code));
        });
        Assert.True(again.IsAccepted);
    }

    [Fact]
    public async Task New_version_is_compiled_once_for_all_who_ask_at_the_same_time()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10), Judging());
        var store = new CountedStore(work.Get<IReleaseStore>());
        var node = new PublishedDefinitions(store, work.Get<LowCode.Engine.WorkflowEngine>(), work.Get<LowCode.Work.Nodes.INodeChannel>(), work.Time);

        var views = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => node.CurrentAsync(work.Tenant, Cancellation).AsTask(), Cancellation)));

        Assert.All(views, v => Assert.Same(views[0].Decisions.RuleSet("admission"), v.Decisions.RuleSet("admission")));
        Assert.Equal(1, store.Read(views[0].Decisions.RuleSet("admission")!.Hash));
    }

    [Fact]
    public async Task Process_that_names_an_unknown_rule_set_is_not_published()
    {
        await using var work = await TestWork.EmptyAsync();

        var problem = Assert.Single((await TryPublishAsync(work, Rules(limit: 10), Judging("origin"))).Rejection!.Problems);

        Assert.Equal(("release.unknown-rule-set", "Workflow/judge#/root/activities/0/ruleSet"), (problem.Code, problem.Path));
        Assert.Contains("admission", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_set_whose_stored_test_fails_is_not_published_and_the_running_version_stays()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Rules(limit: 10, Test("R1", "R2")), Judging());

        var problem = Assert.Single((await TryPublishAsync(work, Rules(limit: 100, Test("R1", "R2")))).Rejection!.Problems);

        Assert.Equal(("release.rule-test", "RuleSet/admission#/tests/0"), (problem.Code, problem.Path));
        Assert.Contains("R1, R2", problem.Message, StringComparison.Ordinal);
        Assert.Equal(25, (long)(await RunAsync(work, Declaration)).Variables["verdict"]!["score"]!);
    }

    [Fact]
    public async Task Rule_that_can_never_hold_is_told_when_the_set_is_published_and_not_again_with_the_next_release()
    {
        await using var work = await TestWork.EmptyAsync();
        var dead = """{"id":"R3","action":"NOTE","when":{"all":[{"f":"d.packages","op":"lt","v":1},{"f":"d.packages","op":"gt","v":2}]}}""";

        var first = await TryPublishAsync(work, Rules(limit: 10, more: "," + dead));
        var second = await TryPublishAsync(work, Judging());

        var warning = Assert.Single(first.Value!.Warnings);
        Assert.Equal("RuleSet/admission#/rules/2", warning.Path);
        Assert.Contains("R3", warning.Message, StringComparison.Ordinal);
        Assert.Empty(second.Value!.Warnings);
    }

    [Fact]
    public async Task Activity_that_names_a_model_and_a_rule_set_is_refused()
    {
        await using var work = await TestWork.EmptyAsync();
        var both = Judging(more: decide => decide["model"] = Literal("审批"));

        var problem = Assert.Single((await TryPublishAsync(work, Rules(limit: 10), both)).Rejection!.Problems);

        Assert.Equal("workflow.decide.model-or-rules", problem.Code);
    }

    private static string Test(params string[] hits) =>
        $$""","tests":[{"name":"heavy","document":{{Declaration}},"hits":["{{string.Join("\",\"", hits)}}"]}]""";

    private static Artefact Rules(int limit, string tests = "", string more = "") => Artefact.Of(
        ArtefactKind.RuleSet,
        "admission",
        Encoding.UTF8.GetBytes($$$"""
            {"ruleSetId":"admission","name":{"zh-CN":"安全准入","en":"Admission"},"rules":[
              {"id":"R1","name":"many","score":5,"action":"NOTE","when":{"f":"d.packages","op":"gt","v":{{{limit}}}}},
              {"id":"R2","name":"weight","score":20,"action":"INSPECT","when":{"op":"relDiff","a":"d.grossWeight","b":"m.grossWeight","cmp":"gt","v":0.1}}{{{more}}}]{{{tests}}}}
            """));

    private static Artefact Judging(string ruleSet = "admission", Action<JsonNode>? more = null)
    {
        var decide = new JsonObject
        {
            ["id"] = "judge",
            ["name"] = "judge",
            ["type"] = "LowCode.Decide",
            ["version"] = 1,
            ["ruleSet"] = Literal(ruleSet),
            ["document"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = "declaration" } },
            ["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vverdict" } },
            ["reasons"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vwhy" } },
        };
        more?.Invoke(decide);
        var process = Processes.Sequence("judge", decide);
        process["variables"] = new JsonArray(Variable("verdict"), Variable("why"));
        process["inputs"] = new JsonArray(new JsonObject { ["type"] = "Object", ["name"] = "declaration" });
        return Artefact.Of(ArtefactKind.Workflow, "judge", Encoding.UTF8.GetBytes(process.ToJsonString()));
    }

    private static JsonObject Literal(string value) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static JsonObject Variable(string name) => new() { ["id"] = "v" + name, ["name"] = name, ["typeName"] = "Object", ["value"] = null };

    private static Task<Result<PublishedRelease>> TryPublishAsync(TestWork work, params Artefact[] artefacts) =>
        work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);

    private static async Task PublishAsync(TestWork work, params Artefact[] artefacts)
    {
        var answer = await TryPublishAsync(work, artefacts);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    /// <param name="declaration">JSON; what is none goes in as the text that it is.</param>
    private static async Task<InstanceView> RunAsync(TestWork work, string declaration)
    {
        JsonNode given;
        try
        {
            given = JsonNode.Parse(declaration)!;
        }
        catch (System.Text.Json.JsonException)
        {
            given = declaration;
        }

        var started = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand("judge", new JsonObject { ["declaration"] = given }, null, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant) with { IsAdministrator = true }, started.Value.InstanceId.Value, Cancellation)).Value!;
    }
}
