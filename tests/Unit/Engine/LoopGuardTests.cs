using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class LoopGuardTests
{
    private static readonly EngineOptions _atMost1000 = new() { MaxActivitiesPerBurst = 1000 };

    [Theory]
    [InlineData("FaultStrategy")]
    [InlineData("ContinueWithIncidentsStrategy")]
    public void Endless_cycle_ends_with_an_incident_that_names_its_activities(string strategy)
    {
        var circle = Of(Flowchart([Line("s"), Line("a"), Line("b")], "s -> a", "a -> b", "b -> a")).WithStrategy(strategy);

        var run = ProcessRun.Started(circle, _atMost1000).Is(InstanceSubStatus.Faulted);

        var message = Assert.Single(run.State.Incidents).Message;
        Assert.Contains("1000 activities", message, StringComparison.Ordinal);
        Assert.EndsWith("through: a, b.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_cycle_through_children_names_the_activity_that_starts_them()
    {
        var child = Of(Sequence("straight", [.. Enumerable.Range(0, 300).Select(i => Line($"l{i}"))]));
        child["definitionId"] = "child";
        var engine = new WorkflowEngine(_atMost1000);
        var parent = engine.Compile(Of(Activity(
            "Elsa.While",
            "loop",
            ("condition", Script("Boolean", "true")),
            ("body", Activity("Elsa.ExecuteWorkflow", "start", ("workflowDefinitionId", Literal("String", "child")))))).Utf8()).Value!;
        var workflows = new WorkflowSet([parent, engine.Compile(child.Utf8()).Value!]);

        var result = engine.Start(parent, new InstanceId(new string('0', 32)), new Stimulus.Start([]), new BurstContext(ProcessRun.Morning, 1, workflows));

        Assert.Equal(InstanceSubStatus.Faulted, result.State.SubStatus);
        var message = Assert.Single(result.State.Incidents).Message;
        Assert.Contains("through: start, child/", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loop_with_a_step_of_nothing_does_not_begin_at_its_excluded_end()
    {
        var loop = Activity(
            "Elsa.For",
            "for",
            ("start", Literal("Int32", 3)),
            ("end", Literal("Int32", 3)),
            ("step", Literal("Int32", 0)),
            ("outerBoundInclusive", Literal("Boolean", false)),
            ("body", Line("x")));

        ProcessRun.Started(Of(Sequence("seq", loop, Line("z")))).Is(InstanceSubStatus.Finished).Writes("z");
    }

    [Fact]
    public void Long_burst_within_the_limit_is_left_alone()
    {
        var loop = Activity("Elsa.For", "for", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 900)), ("body", Line("x")));

        var run = ProcessRun.Started(Of(Sequence("seq", loop)), _atMost1000).Is(InstanceSubStatus.Finished);

        Assert.Equal(900, run.Lines.Count);
    }

    [Fact]
    public void Limit_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkflowEngine(new EngineOptions { MaxActivitiesPerBurst = 0 }));
}
