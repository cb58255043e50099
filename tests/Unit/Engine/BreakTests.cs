using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>A Break ends the sequences that it stands in up to the nearest loop; what runs things beside each other is no loop to it, as in Elsa.</summary>
public sealed class BreakTests
{
    [Fact]
    public void Break_inside_ParallelForEach_ends_its_own_run_and_the_sequence_around_once_all_runs_are_done()
    {
        var body = Sequence("body", LineOf("in", "'in ' + getCurrentValue()"), StopIf("getCurrentValue() == 1"), LineOf("out", "'out ' + getCurrentValue()"));

        ProcessRun.Started(Of(Sequence("seq", ParallelForEach(body), Line("end"))))
            .Is(InstanceSubStatus.Finished).Writes("in 1", "in 2", "in 3", "out 2", "out 3");
    }

    [Fact]
    public void Break_inside_ParallelForEach_leaves_runs_that_wait()
    {
        var body = Sequence("body", StopIf("getCurrentValue() == 1"), Event("e", "Go"), LineOf("out", "'out ' + getCurrentValue()"));

        var run = ProcessRun.Started(Of(ParallelForEach(body)));

        Assert.Equal(["e", "e"], run.Waiting);
        run.Event("Go").Event("Go").Is(InstanceSubStatus.Finished).Writes("out 2", "out 3");
    }

    [Fact]
    public void Break_inside_ParallelForEach_ends_the_loop_around_it_when_all_runs_are_done()
    {
        var inner = ParallelForEach(Sequence("body", StopIf("getCurrentValue() == 1"), LineOf("out", "'out ' + getCurrentValue()")));
        var loop = Activity("Elsa.For", "for", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 5)), ("body", inner));

        ProcessRun.Started(Of(Sequence("seq", loop, Line("end")))).Is(InstanceSubStatus.Finished).Writes("out 2", "out 3", "end");
    }

    [Theory]
    [InlineData("Elsa.Parallel", "activities")]
    [InlineData("Elsa.Switch", "cases")]
    public void Break_in_one_branch_leaves_the_others(string type, string member)
    {
        JsonObject[] branches = [Sequence("one", Activity("Elsa.Break", "stop"), Line("never")), Sequence("two", Event("e", "Go"), Line("two done"))];
        var items = member == "activities" ? branches : [.. branches.Select(b => new JsonObject
        {
            ["label"] = (string)b["id"]!, ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = true }, ["activity"] = b,
        })];
        var fork = Activity(type, "fork", (member, new JsonArray([.. items])), ("mode", Literal("Object", "MatchAny")));
        var loop = Activity("Elsa.For", "for", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 5)), ("body", fork));

        var run = ProcessRun.Started(Of(Sequence("seq", loop, Line("end"))));

        run.Is(InstanceSubStatus.Suspended).Writes();
        run.Event("Go").Is(InstanceSubStatus.Finished).Writes("two done", "end");
    }

    [Fact]
    public void Fork_ends_with_its_branch_that_breaks()
    {
        var fork = Activity("Elsa.Fork", "fork", ("branches", new JsonArray(Sequence("one", Activity("Elsa.Break", "stop")), Event("e", "Go"))));
        var loop = Activity("Elsa.For", "for", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 5)), ("body", fork));

        ProcessRun.Started(Of(Sequence("seq", loop, Line("end")))).Is(InstanceSubStatus.Finished).Writes("end");
    }

    [Theory]
    [InlineData("WaitAny", true)]
    [InlineData("waitany", true)]
    [InlineData("WaitAll", false)]
    public void Fork_reads_its_join_mode_wrapped_too(string mode, bool isDone)
    {
        var process = Of(Sequence(
            "seq", Activity("Elsa.Fork", "fork", ("joinMode", Literal("ForkJoinMode", mode)), ("branches", new JsonArray(Line("l"), Event("e", "Go")))), Line("end")));

        Assert.Empty(new WorkflowEngine().Check(process.Utf8()).Errors);
        ProcessRun.Started(process).Is(isDone ? InstanceSubStatus.Finished : InstanceSubStatus.Suspended);
    }

    private static JsonObject ParallelForEach(JsonObject body) =>
        Activity("Elsa.ParallelForEach", "each", ("items", Literal("Object", new JsonArray(1, 2, 3))), ("body", body));

    private static JsonObject StopIf(string condition) =>
        Activity("Elsa.If", "if", ("condition", Script("Boolean", condition)), ("then", Activity("Elsa.Break", "stop")));
}
