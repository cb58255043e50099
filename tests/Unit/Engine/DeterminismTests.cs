using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class DeterminismTests
{
    private static readonly JsonObject _drawing = Of(Sequence(
        "seq",
        LineOf("a", "newGuidString() + Math.random() + Date.now() + new Date().toISOString()"),
        LineOf("b", "Math.random()")));

    [Fact]
    public void Same_seed_and_time_give_the_same_burst()
    {
        var first = ProcessRun.Given(_drawing).Start(seed: 42);
        var second = ProcessRun.Given(_drawing).Start(seed: 42);

        Assert.Equal(ProcessRun.Text(first.Last), ProcessRun.Text(second.Last));
        Assert.Contains("2026-03-02T08:00:00.000Z", first.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(first.Lines[1], first.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_gives_other_numbers() =>
        Assert.NotEqual(ProcessRun.Given(_drawing).Start(seed: 1).Lines, ProcessRun.Given(_drawing).Start(seed: 2).Lines);

    [Fact]
    public void Ids_are_counted_within_the_instance()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"), Event("e", "Go"), Event("f", "Go"))));

        Assert.Equal(("b1", "e3"), (run.State.Bookmarks[0].Id, run.State.Bookmarks[0].ActivityExecutionId));
        run.Event("Go");
        Assert.Equal(("b2", "e4"), (run.State.Bookmarks[0].Id, run.State.Bookmarks[0].ActivityExecutionId));
    }

    [Fact]
    public async Task One_definition_runs_in_many_threads_at_once()
    {
        var engine = new WorkflowEngine();
        var process = Of(
            Flowchart([Set("s", "N", "getN() + 1"), Event("e", "Go"), LineOf("l", "'n' + getN()")], "s -> e", "e -> l"),
            Variable("N", "Int32", "0"));
        var workflow = engine.Compile(process.Utf8()).Value!;

        var runs = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => RunOnce(engine, workflow, i))));

        Assert.All(runs, lines => Assert.Equal(runs[0], lines));
    }

    private static string RunOnce(WorkflowEngine engine, CompiledWorkflow workflow, int number)
    {
        var id = new InstanceId(number.ToString("x32", null));
        var context = new BurstContext(ProcessRun.Morning, 7);
        var started = engine.Start(workflow, id, new Stimulus.Start([]), context);
        var state = InstanceState.FromSnapshot(started.State.ToSnapshot());
        return ProcessRun.Text(engine.Continue(workflow, id, state, new Stimulus.Resume("b1"), context));
    }
}
