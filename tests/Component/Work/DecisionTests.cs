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

/// <summary>Processes that decide by published models.</summary>
public sealed class DecisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_decides_by_a_published_model_and_goes_on_with_the_result()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Limits("100"), Deciding());

        var ended = await RunAsync(work);

        Assert.Equal(InstanceSubStatus.Finished, ended.SubStatus);
        Assert.Equal("""{"级别":"处长","期限":"2026-11-27"}""", ended.Variables["approval"]!.ToJsonString(Readable));
        Assert.Empty(ended.Variables["why"]!.AsArray());
    }

    [Fact]
    public async Task Today_is_the_day_in_the_tenants_time_zone()
    {
        // In Shanghai it is half past midnight of the 25th.
        await using var work = await TestWork.EmptyAsync(new DateTimeOffset(2026, 11, 24, 16, 30, 0, TimeSpan.Zero));
        await PublishAsync(work, Limits("100", "today()"), Deciding());

        Assert.Equal("2026-11-25", (string?)(await RunAsync(work)).Variables["approval"]!["期限"]);
    }

    [Fact]
    public async Task Later_publication_of_a_model_holds_for_the_next_decision()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Limits("100"), Deciding());
        await PublishAsync(work, Limits("1000"));

        Assert.Equal("科长", (string?)(await RunAsync(work)).Variables["approval"]!["级别"]);
    }

    [Fact]
    public async Task Missing_model_that_only_the_run_names_is_an_incident()
    {
        await using var work = await TestWork.EmptyAsync();
        await PublishAsync(work, Deciding("Feel", "\"没有\" + \"这个模型\""));

        Assert.Equal(InstanceSubStatus.Faulted, (await RunAsync(work)).SubStatus);
    }

    [Theory]
    [InlineData("没有这个模型", "由谁审批", "release.unknown-model", "model", "审批")]
    [InlineData("审批", "没有这个决策", "release.unknown-decision", "decision", "由谁审批")]
    public async Task Reference_to_what_the_release_does_not_hold_is_not_published(string model, string decision, string code, string member, string there)
    {
        await using var work = await TestWork.EmptyAsync();

        var answer = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([Limits("100"), Deciding("Literal", model, decision)], "test"), Cancellation);

        var problem = Assert.Single(answer.Rejection!.Problems);
        Assert.Equal((code, $"Workflow/approve#/root/activities/0/{member}"), (problem.Code, problem.Path));
        Assert.Contains(there, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_that_the_decision_does_not_have_is_not_published()
    {
        await using var work = await TestWork.EmptyAsync();
        var limits = Decision("""<inputData name="总额" id="i1"/><decision name="由谁审批" id="d1"><informationRequirement><requiredInput href="#i1"/></informationRequirement><literalExpression><text>总额</text></literalExpression></decision>""");

        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand([limits, Deciding()], "test"), Cancellation);

        var problem = Assert.Single(answer.Rejection!.Problems);
        Assert.Equal(("release.unknown-decision-input", "Workflow/approve#/root/activities/0/inputs/金额"), (problem.Code, problem.Path));
        Assert.Contains("总额", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_model_is_not_published_and_every_problem_is_told()
    {
        await using var work = await TestWork.EmptyAsync();
        var broken = Decision("""<decision name="a"><variable name="a" typeRef="nothing"/><literalExpression><text>1 +</text></literalExpression></decision>""");

        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand([broken], "test"), Cancellation);

        Assert.Equal(["dmn.expression", "dmn.unknown-type"], answer.Rejection!.Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
        Assert.All(answer.Rejection.Problems, p => Assert.StartsWith("Decision/审批#definitions/decision[a]", p.Path, StringComparison.Ordinal));
    }

    private static System.Text.Json.JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Artefact Decision(string elements) => Artefact.Of(
        ArtefactKind.Decision,
        "审批",
        Encoding.UTF8.GetBytes($"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="审批" namespace="urn:approval">{elements}</definitions>"""));

    private static Artefact Limits(string limit, string until = "收到 + duration(\"P3D\")") => Decision($"""
        <inputData name="金额" id="i1"><variable name="金额" typeRef="number"/></inputData>
        <inputData name="收到" id="i2"><variable name="收到" typeRef="date"/></inputData>
        <decision name="由谁审批" id="d1">
          <informationRequirement><requiredInput href="#i1"/></informationRequirement>
          <informationRequirement><requiredInput href="#i2"/></informationRequirement>
          <decisionTable hitPolicy="UNIQUE">
            <input><inputExpression><text>金额</text></inputExpression></input>
            <output name="级别"/><output name="期限"/>
            <rule><inputEntry><text>&lt; {limit}</text></inputEntry><outputEntry><text>"科长"</text></outputEntry><outputEntry><text>收到 + duration("P1D")</text></outputEntry></rule>
            <rule><inputEntry><text>&gt;= {limit}</text></inputEntry><outputEntry><text>"处长"</text></outputEntry><outputEntry><text>{until}</text></outputEntry></rule>
          </decisionTable>
        </decision>
        """);

    /// <summary>One input is given by a script, the other is the variable of its name.</summary>
    private static Artefact Deciding(string modelSyntax = "Literal", string model = "审批", string decision = "由谁审批")
    {
        var decide = JsonNode.Parse("""
            {
              "id": "decide", "name": "decide", "type": "LowCode.Decide", "version": 1,
              "model": { "typeName": "String", "expression": { "type": "Literal", "value": "审批" } },
              "decision": { "typeName": "String", "expression": { "type": "Literal", "value": "由谁审批" } },
              "inputs": { "金额": { "type": "JavaScript", "value": "50 * 5" } },
              "result": { "typeName": "Object", "memoryReference": { "id": "vapproval" } },
              "reasons": { "typeName": "Object", "memoryReference": { "id": "vwhy" } }
            }
            """)!;
        decide["model"]!["expression"] = new JsonObject { ["type"] = modelSyntax, ["value"] = model };
        decide["decision"]!["expression"]!["value"] = decision;
        var process = Processes.Sequence("approve", decide);
        process["variables"] = new JsonArray(
            Variable("收到", "String", "2026-11-24"),
            Variable("approval", "Object", null),
            Variable("why", "Object", null));
        return Artefact.Of(ArtefactKind.Workflow, "approve", Encoding.UTF8.GetBytes(process.ToJsonString()));
    }

    private static JsonObject Variable(string name, string typeName, string? value) =>
        new() { ["id"] = "v" + name, ["name"] = name, ["typeName"] = typeName, ["value"] = value };

    private static async Task PublishAsync(TestWork work, params Artefact[] artefacts)
    {
        var answer = await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }

    private static async Task<InstanceView> RunAsync(TestWork work)
    {
        var started = await work.Get<StartInstance>().HandleAsync(
            Actor.System(work.Tenant), new StartInstanceCommand("approve", [], null, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(started.IsAccepted, started.Rejection?.Message);
        return (await work.Get<ReadInstance>().HandleAsync(Actor.System(work.Tenant) with { IsAdministrator = true }, started.Value.InstanceId.Value, Cancellation)).Value!;
    }
}
