using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Engine.State;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>The connector that judges documents, in published processes over a real database.</summary>
public sealed class ScreeningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_document_is_judged_by_all_the_sets_within_the_burst()
    {
        await using var work = await PublishedAsync();

        var ended = await RunAsync(work, Declaration("A1", 12));

        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        Assert.Equal("INSPECT", (string)ended.Variables["action"]!);
        Assert.Equal(
            """[{"document":1,"number":"A1","action":"INSPECT","score":12,"hits":[{"ruleSet":"first","id":"F1","name":"F1","action":"SCAN","score":5},{"ruleSet":"second","id":"S1","name":"S1","action":"INSPECT","score":7}]}]""",
            ended.Variables["verdicts"]!.ToJsonString());
    }

    [Fact]
    public async Task Batch_goes_on_past_a_document_that_cannot_be_read()
    {
        await using var work = await PublishedAsync();

        var ended = await RunAsync(work, new JsonArray(Declaration("A1", 1), new JsonObject { ["d"] = "?" }, Declaration("A3", 8)));

        Assert.Equal(("SCAN", 1), ((string)ended.Variables["action"]!, (long)ended.Variables["unreadable"]!));
        var verdicts = ended.Variables["verdicts"]!.AsArray();
        Assert.Equal(["PASS", null, "SCAN"], verdicts.Select(v => (string?)v!["action"]));
        Assert.Equal("/d", (string)verdicts[1]!["problems"]![0]!["path"]!);
    }

    [Fact]
    public async Task Long_stream_of_lines_is_judged_after_the_commit()
    {
        await using var work = await PublishedAsync();
        var lines = string.Join("\r\n", Enumerable.Range(1, 3000).Select(n => Declaration($"A{n}", n % 13).ToJsonString()));

        var begun = await StartAsync(work, lines);
        Assert.Equal(InstanceSubStatus.Suspended, (await ViewAsync(work, begun)).SubStatus);
        await work.Get<WakeUpRound>().RunAsync(Cancellation);

        var ended = await ViewAsync(work, begun);
        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        var verdicts = ended.Variables["verdicts"]!.AsArray();
        Assert.Equal(3000, verdicts.Count);
        Assert.Equal(Enumerable.Range(1, 3000).Select(n => (n % 13 > 5 ? 5L : 0) + (n % 13 > 10 ? 7 : 0)), verdicts.Select(v => (long)v!["score"]!));
    }

    [Fact]
    public async Task Single_document_that_cannot_be_read_is_an_incident_that_names_the_place()
    {
        await using var work = await PublishedAsync();

        var ended = await RunAsync(work, new JsonObject { ["d"] = new JsonObject { ["packages"] = "12" } });

        Assert.Equal(InstanceSubStatus.Faulted, ended.SubStatus);
        Assert.StartsWith("unreadable-document: Expected a document that first, second can judge, but ", Assert.Single(ended.Incidents).Message, StringComparison.Ordinal);
        Assert.Contains("/d/packages", ended.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "passed")]
    [InlineData(true, "unclear")]
    public async Task Batch_passes_only_where_every_document_could_be_judged(bool hasUnreadable, string waitsAt)
    {
        await using var work = await PublishedAsync(Branching());
        var documents = new JsonArray(Declaration("010120260000000001", 1));
        if (hasUnreadable)
        {
            documents.Add(new JsonObject { ["d"] = new JsonObject { ["packages"] = "12" } });
        }

        var ended = await RunAsync(work, documents);

        Assert.Equal([waitsAt], ended.Bookmarks.Select(b => b.ActivityId));
    }

    [Fact]
    public async Task Process_that_names_an_unknown_rule_set_is_not_published()
    {
        await using var work = await TestWork.EmptyAsync();

        var refused = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([RuleSet("first", "F1", 5, "SCAN"), Screening()], "test"), Cancellation);

        var problem = Assert.Single(refused.Rejection!.Problems);
        Assert.Equal(("release.unknown-rule-set", "Workflow/screen#/root/activities/0/ruleSets"), (problem.Code, problem.Path));
    }

    private static async Task<TestWork> PublishedAsync(Artefact? screening = null)
    {
        var work = await TestWork.EmptyAsync();
        var answer = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant),
            new PublishReleaseCommand([RuleSet("first", "F1", 5, "SCAN"), RuleSet("second", "S1", 10, "INSPECT", score: 7), screening ?? Screening()], "test"),
            Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
        return work;
    }

    private static JsonObject Declaration(string number, int packages) => JsonNode.Parse(
        $$$"""{"d":{"declarationNo":"{{{number}}}","declareDate":"2026-06-15","packages":{{{packages}}},"lines":[]},"m":{}}""")!.AsObject();

    private static Artefact RuleSet(string id, string rule, int limit, string action, int score = 5) => Artefact.Of(
        ArtefactKind.RuleSet,
        id,
        Encoding.UTF8.GetBytes($$$"""{"ruleSetId":"{{{id}}}","rules":[{"id":"{{{rule}}}","score":{{{score}}},"action":"{{{action}}}","when":{"f":"d.packages","op":"gt","v":{{{limit}}}}}]}"""));

    private static Artefact Screening()
    {
        var screen = new JsonObject
        {
            ["id"] = "screen",
            ["name"] = "screen",
            ["type"] = "LowCode.Screening",
            ["version"] = 1,
            ["ruleSets"] = Input("List<String>", "Object", """["first","second"]"""),
            ["documents"] = Input("Object", "Input", "documents"),
        };
        var process = Processes.Sequence("screen", screen);
        process["inputs"] = new JsonArray(new JsonObject { ["type"] = "Object", ["name"] = "documents" });
        process["variables"] = new JsonArray();
        foreach (var output in (string[])["action", "unreadable", "verdicts"])
        {
            screen[output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v" + output } };
            process["variables"]!.AsArray().Add(new JsonObject { ["id"] = "v" + output, ["name"] = output, ["typeName"] = "Object", ["value"] = null });
        }

        return Artefact.Of(ArtefactKind.Workflow, "screen", Encoding.UTF8.GetBytes(process.ToJsonString()));
    }

    /// <summary>Waits where the screening leads to.</summary>
    private static Artefact Branching()
    {
        var process = JsonNode.Parse(Screening().Content.Span)!.AsObject();
        var screen = process["root"]!["activities"]![0]!.DeepClone();
        process["root"] = new JsonObject
        {
            ["id"] = "root",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(screen, Processes.Event("passed", "Passed"), Processes.Event("unclear", "Unclear")),
            ["connections"] = new JsonArray(Connection("Pass", "passed"), Connection("Unreadable", "unclear")),
        };
        return Artefact.Of(ArtefactKind.Workflow, "screen", Encoding.UTF8.GetBytes(process.ToJsonString()));
    }

    private static JsonObject Connection(string outcome, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = "screen", ["port"] = outcome },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };

    private static JsonObject Input(string type, string syntax, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };

    private static async Task<InstanceView> RunAsync(TestWork work, JsonNode documents) => await ViewAsync(work, await StartAsync(work, documents));

    private static async Task<string> StartAsync(TestWork work, JsonNode documents)
    {
        var started = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand("screen", new JsonObject { ["documents"] = documents }, null, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return started.Value.InstanceId.Value;
    }

    private static async Task<InstanceView> ViewAsync(TestWork work, string id) =>
        (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant) with { IsAdministrator = true }, id, Cancellation)).Value!;
}
