using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.Interventions;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class RetryTests
{
    [Fact]
    public void Activity_that_fails_is_tried_again_at_growing_delays_and_then_becomes_an_incident()
    {
        var process = Of(Sequence("seq", Line("a"), Retried(Fault("f", "no"), """{ "maxRetryAttempts": 3, "delay": "00:00:10", "backoffFactor": 3 }"""), Line("b")));

        var run = ProcessRun.Started(process).Is(InstanceSubStatus.Suspended);

        Assert.Empty(run.State.Incidents);
        foreach (var seconds in new[] { 10, 30, 90 })
        {
            Assert.Equal(run.Now.AddSeconds(seconds), run.Effect<Effect.SetTimer>().DueAt);
            Assert.Equal("LowCode.Retry", Assert.Single(run.State.Bookmarks).Name);
            run.Now = run.Now.AddSeconds(seconds);
            run.TimerOf("f");
        }

        run.Is(InstanceSubStatus.Faulted);
        Assert.Equal("no", Assert.Single(run.State.Incidents).Message);
        Assert.Equal(["a"], run.Lines);
    }

    [Fact]
    public void Activity_that_succeeds_at_its_second_try_goes_on_as_if_nothing_had_happened()
    {
        var process = Of(
            Sequence("seq", Retried(LineOf("x", "if (getN() < 1) throw new Error('not yet'); return 'done';"), """{ "delay": "00:01:00" }"""), Line("z")),
            Variable("N", "Int32", "0"));
        var run = ProcessRun.Started(process).Is(InstanceSubStatus.Suspended);

        run.Intervene(new Intervention.SetVariable("N", 1)).TimerOf("x").Is(InstanceSubStatus.Finished);

        Assert.Equal(["done", "z"], run.Lines);
        Assert.Empty(run.State.Incidents);
    }

    [Theory]
    [InlineData("Constant", new[] { 10, 10, 10 })]
    [InlineData("Linear", new[] { 10, 20, 25 })]
    [InlineData("Exponential", new[] { 10, 20, 25 })]
    public void Delays_grow_as_the_backoff_says_up_to_the_maximum(string backoff, int[] delays)
    {
        var process = Of(Sequence("seq", Retried(
            Fault("f", "no"), $$"""{ "maxRetryAttempts": 9, "delay": "00:00:10", "backoffType": "{{backoff}}", "maxDelay": "00:00:25" }""")));
        var run = ProcessRun.Started(process);

        foreach (var seconds in delays)
        {
            Assert.Equal(run.Now.AddSeconds(seconds), run.Effect<Effect.SetTimer>().DueAt);
            run.TimerOf("f");
        }
    }

    [Fact]
    public void Jitter_comes_from_the_seed_of_the_burst_and_stays_within_its_share()
    {
        var process = Of(Sequence("seq", Retried(Fault("f", "no"), """{ "delay": "00:10:00", "jitter": 0.5 }""")));

        var dues = Enumerable.Range(1, 20)
            .Select(seed => ProcessRun.Given(process).Start(seed: (ulong)seed).Effect<Effect.SetTimer>().DueAt - ProcessRun.Morning)
            .ToArray();

        Assert.All(dues, due => Assert.InRange(due, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)));
        Assert.Equal(20, dues.Distinct().Count());
        Assert.Equal(dues[0], ProcessRun.Given(process).Start(seed: 1).Effect<Effect.SetTimer>().DueAt - ProcessRun.Morning);
    }

    [Fact]
    public void Other_branches_go_on_while_one_waits_for_its_retry()
    {
        var process = Of(Flowchart([Line("s"), Retried(Fault("f", "no"), """{ "maxRetryAttempts": 1 }"""), Event("e", "Go"), Line("z")], "s -> f", "s -> e", "e -> z"));

        var run = ProcessRun.Started(process).Event("Go").Writes("s", "z");

        Assert.Equal(["f"], run.Waiting);
    }

    [Fact]
    public void Loop_goes_on_with_the_item_at_which_it_failed()
    {
        var line = LineOf("x", "if (getVariable('CurrentValue') == 'b' && !getReady()) throw new Error('no'); return getVariable('CurrentValue');");
        var loop = Activity("Elsa.ForEach", "loop", ("items", Literal("Object", new JsonArray("a", "b", "c"))), ("body", Retried(line, "{}")));
        var run = ProcessRun.Started(Of(Sequence("seq", loop), Variable("Ready", "Boolean", "false"))).Is(InstanceSubStatus.Suspended);

        run.Intervene(new Intervention.SetVariable("Ready", true)).TimerOf("x");

        run.Is(InstanceSubStatus.Finished).Writes("a", "b", "c");
    }

    [Fact]
    public void Strategy_of_Elsa_that_holds_its_values_is_followed()
    {
        var fault = Fault("f", "no");
        fault["customProperties"] = JsonNode.Parse(
            """{ "resilienceStrategy": { "mode": "Expression", "expression": { "type": "Object", "value": { "maxRetryAttempts": 1, "delay": "00:00:05", "useJitter": false } } } }""");

        var run = ProcessRun.Started(Of(Sequence("seq", fault)));

        Assert.Equal(ProcessRun.Morning.AddSeconds(5), run.Effect<Effect.SetTimer>().DueAt);
        run.TimerOf("f").Is(InstanceSubStatus.Faulted);
    }

    [Fact]
    public void Strategy_of_Elsa_that_is_only_named_is_kept_and_reported()
    {
        var fault = Fault("f", "no");
        fault["customProperties"] = JsonNode.Parse("""{ "resilienceStrategy": { "mode": "Identifier", "strategyId": "gentle" } }""");

        var run = ProcessRun.Started(Of(Sequence("seq", fault))).Is(InstanceSubStatus.Faulted);

        Assert.Contains(run.Workflow.Warnings, w => w.Code == "workflow.retry.unknown" && w.Path.EndsWith("/customProperties/resilienceStrategy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "maxRetryAttempts": -1 }""", "maxRetryAttempts")]
    [InlineData("""{ "delay": "soon" }""", "delay")]
    [InlineData("""{ "maxDelay": "-00:01:00" }""", "maxDelay")]
    [InlineData("""{ "backoffType": "Wild" }""", "backoffType")]
    [InlineData("""{ "backoffFactor": 0.5 }""", "backoffFactor")]
    [InlineData("""{ "jitter": 2 }""", "jitter")]
    public void Setting_outside_its_limits_is_a_problem_with_its_path(string retry, string member)
    {
        var compiled = new WorkflowEngine().Compile(Of(Sequence("seq", Retried(Fault("f", "no"), retry))).Utf8());

        var problem = Assert.Single(compiled.Problems);
        Assert.EndsWith($"/customProperties/retry/{member}", problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_tells_of_each_try()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Retried(Fault("f", "no"), """{ "maxRetryAttempts": 1 }"""))));

        var scheduled = Assert.Single(run.Last.Journal, e => e.Kind == JournalKind.RetryScheduled);
        Assert.Equal("no", (string)scheduled.Data!["message"]!);
        run.TimerOf("f");
        Assert.Single(run.Last.Journal, e => e.Kind == JournalKind.ActivityRetried);
    }

    private static JsonObject Retried(JsonObject activity, string retry)
    {
        activity["customProperties"] = new JsonObject { ["retry"] = JsonNode.Parse(retry) };
        return activity;
    }
}
