using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>A step of a flowchart that fails at a join which computes its mode has moved nothing, wherever the join stands.</summary>
public sealed class FlowchartStepTests
{
    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Join_further_along_a_branch_that_was_not_taken_fails_before_anything_has_moved(FlowchartMode mode)
    {
        var run = ProcessRun.Started(
            Of(
                Flowchart([Decision("d", "true"), Line("a"), Line("b"), Computed("if (!getReady()) throw new Error('no'); return 'WaitAny';"), Line("z")],
                    "d:True -> a", "d:False -> b", "a -> j", "b -> j", "j -> z"),
                Variable("Ready", "Boolean", "false")).WithStrategy("ContinueWithIncidentsStrategy"),
            new EngineOptions { FlowchartMode = mode }).Is(InstanceSubStatus.Suspended);
        var isAtOnce = mode == FlowchartMode.Counter;
        Assert.Equal(isAtOnce ? [] : ["a"], run.Lines);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry(null)).Is(InstanceSubStatus.Finished).Writes("a", "z");
    }

    [Fact]
    public void Join_elsewhere_whose_mode_fails_does_not_let_a_step_run_twice()
    {
        var run = ProcessRun.Started(
            Of(
                Flowchart(
                    [Line("s"), Line("a"), Event("w", "Later"), Event("c", "Now"), Line("d"), Computed("if (getBroken()) throw new Error('no'); return 'WaitAllActive';"), Line("z")],
                    "s -> a", "s -> w", "s -> c", "a -> j", "w -> j", "c -> d", "j -> z"),
                Variable("Broken", "Boolean", "false")).WithStrategy("ContinueWithIncidentsStrategy"),
            new EngineOptions { FlowchartMode = FlowchartMode.Token }).Writes("s", "a");
        run.Intervene(new Intervention.SetVariable("Broken", true));

        run.Event("Now").Writes("s", "a");
        run.Intervene(new Intervention.SetVariable("Broken", false)).Intervene(new Intervention.Retry(null)).Writes("s", "a", "d");

        run.Event("Later").Is(InstanceSubStatus.Finished).Writes("s", "a", "d", "z");
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Mode_that_is_computed_is_asked_once_a_step(FlowchartMode mode)
    {
        var run = ProcessRun.Started(
            Of(
                Flowchart([Line("s"), Line("a"), Line("b"), Computed("setN(getN() + 1); return 'WaitAll';"), Line("z")], "s -> a", "s -> b", "a -> j", "b -> j", "j -> z"),
                Variable("N", "Int32", "0")),
            new EngineOptions { FlowchartMode = mode });

        run.Is(InstanceSubStatus.Finished).Writes("s", "a", "b", "z");
        Assert.InRange((long)run.Variables["N"]!, 2, 4);
    }

    private static System.Text.Json.Nodes.JsonObject Computed(string script) => Activity("Elsa.FlowJoin", "j", ("mode", Script("Object", script)));
}
