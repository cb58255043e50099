using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class TokenModeTests
{
    private static readonly EngineOptions _token = new() { FlowchartMode = FlowchartMode.Token };

    [Fact]
    public void Merge_needs_a_token_on_each_forward_connection()
    {
        var run = ProcessRun.Started(TwoEvents("Merge"), _token);

        run.Event("Right").Is(InstanceSubStatus.Suspended).Writes("s");
        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "z", "end");
    }

    [Fact]
    public void Stream_does_not_wait_for_a_branch_that_is_two_steps_away()
    {
        var process = Of(Flowchart(
            [Line("s"), Event("e", "Go"), Line("far"), Line("z")], "s -> e", "e -> far", "far -> z", "s -> z"));

        var run = ProcessRun.Started(process, _token);

        run.Is(InstanceSubStatus.Suspended).Writes("s", "z");
        run.Event("Go").Is(InstanceSubStatus.Finished).Writes("s", "z", "far", "z");
    }

    [Fact]
    public void Join_of_active_branches_waits_for_a_branch_however_far_away()
    {
        var process = Of(Flowchart(
            [Line("s"), Event("e", "Go"), Line("far"), Join("j", "WaitAllActive"), Line("z")],
            "s -> e", "e -> far", "far -> j", "s -> j", "j -> z"));

        var run = ProcessRun.Started(process, _token);

        run.Is(InstanceSubStatus.Suspended).Writes("s");
        run.Event("Go").Is(InstanceSubStatus.Finished).Writes("s", "far", "z");
    }

    [Fact]
    public void Cascade_runs_with_the_first_token_and_drops_what_comes_later()
    {
        var run = ProcessRun.Started(TwoEvents("Cascade"), _token);

        run.Event("Right").Is(InstanceSubStatus.Suspended).Writes("s", "z", "end");
        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "z", "end");
    }

    [Fact]
    public void Cascade_in_a_loop_forgets_branches_that_died()
    {
        JsonObject[] activities =
        [
            Line("s"), Decision("d", "getN() == 0"), Decision("e", "getN() == 1"), Merging(Line("z"), "Cascade"),
            Set("n", "N", "getN() + 1"), Decision("again", "getN() < 2"), Line("end"),
        ];

        var run = ProcessRun.Started(
            Of(
                Flowchart(activities, "s -> d", "s -> e", "d:True -> z", "e:True -> z", "z -> n", "n -> again", "again:True -> s", "again:False -> end"),
                Variable("N", "Int32", "0")),
            _token);

        run.Is(InstanceSubStatus.Finished).Writes("s", "z", "s", "z", "end");
    }

    [Theory]
    [InlineData("race")]
    [InlineData("RACE")]
    public void Mode_is_read_in_any_letter_case(string mode) =>
        ProcessRun.Started(TwoEvents(mode), _token).Event("Right").Is(InstanceSubStatus.Finished).Writes("s", "z", "end");

    [Fact]
    public void Mode_that_is_none_is_told_with_those_that_are()
    {
        var warning = Assert.Single(ProcessRun.Given(TwoEvents("Vote"), _token).Workflow.Warnings);

        Assert.Equal("workflow.mergeMode /root/activities/3/customProperties/mergeMode", $"{warning.Code} {warning.Path}");
        Assert.Contains("None, Stream, Merge, Converge, Cascade, Race", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_of_all_branches_cancels_nothing()
    {
        var process = Of(Flowchart(
            [Line("s"), Line("a"), Line("b"), Event("w", "W"), Join("j", "WaitAll"), Line("z")],
            "s -> a", "s -> b", "b -> w", "w -> a", "a -> j", "b -> j", "j -> z"));

        var run = ProcessRun.Started(process, _token);

        run.Is(InstanceSubStatus.Suspended).Writes("s", "a", "b", "z");
        Assert.Equal(["w"], run.Waiting);
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("WaitAllActive")]
    public void What_waited_for_a_branch_that_died_goes_on(string mode)
    {
        var join = mode == "Stream" ? Line("j") : Join("j", mode);

        var run = ProcessRun.Started(
            Of(Flowchart([Line("s"), Line("a"), Decision("d", "false"), Line("x"), join, Line("z")], "s -> a", "s -> d", "a -> j", "d:True -> j", "d:False -> x", "j -> z")),
            _token);

        run.Is(InstanceSubStatus.Finished);
        Assert.Equal("z", run.Lines[^1]);
        Assert.Empty(run.State.Incidents);
    }

    [Fact]
    public void Join_of_active_branches_goes_on_when_its_last_branch_dies_while_others_wait()
    {
        var process = Of(Flowchart(
            [Line("s"), Line("a"), Event("e", "Go"), Event("other", "Other"), Decision("d", "false"), Join("j", "WaitAllActive"), Line("z")],
            "s -> a", "s -> e", "s -> other", "e -> d", "a -> j", "d:True -> j", "j -> z"));

        var run = ProcessRun.Started(process, _token);

        run.Is(InstanceSubStatus.Suspended).Writes("s", "a");
        run.Event("Go").Is(InstanceSubStatus.Suspended).Writes("s", "a", "z");
    }

    [Fact]
    public void Race_is_won_by_the_first_and_withdraws_the_other_branch()
    {
        var run = ProcessRun.Started(TwoEvents("Race"), _token);
        var left = run.BookmarkOf("left");

        run.Event("Right").Is(InstanceSubStatus.Finished).Writes("s", "z", "end");

        Assert.Contains(left, run.Last.Closed);
    }

    [Fact]
    public void Race_in_a_loop_is_run_afresh_in_each_round()
    {
        JsonObject[] activities =
        [
            Line("s"), Event("left", "Left"), Event("right", "Right"), Merging(Line("z"), "Race"),
            Set("n", "N", "getN() + 1"), Decision("d", "getN() < 3"), Line("end"),
        ];
        var run = ProcessRun.Started(
            Of(
                Flowchart(activities, "s -> left", "s -> right", "left -> z", "right -> z", "z -> n", "n -> d", "d:True -> s", "d:False -> end"),
                Variable("N", "Int32", "0")),
            _token);

        run.Event("Right").Writes("s", "z", "s");
        run.Event("Left").Writes("s", "z", "s", "z", "s");
        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "z", "s", "z", "s", "z", "end");
    }

    [Fact]
    public void Converge_needs_a_token_on_the_back_edge_too()
    {
        var process = Of(Flowchart(
            [Line("s"), Merging(Line("a"), "Converge"), Line("b")], "s -> a", "a -> b", "b -> a"));

        var run = ProcessRun.Started(process, _token);

        run.Is(InstanceSubStatus.Suspended).Writes("s");
        Assert.Contains("'b'", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mode_of_the_instance_goes_before_the_mode_of_the_engine()
    {
        // In counter mode an activity with two connections into it waits for both.
        var process = Of(Flowchart(
            [Line("s"), Event("e", "Go"), Line("far"), Line("z")], "s -> e", "e -> far", "far -> z", "s -> z"));

        ProcessRun.Given(process, _token).Start(properties: new JsonObject { ["Flowchart:ExecutionMode"] = "CounterBased" }).Writes("s");
        ProcessRun.Given(process).Start(properties: new JsonObject { ["Flowchart:ExecutionMode"] = "TokenBased" }).Writes("s", "z");
        ProcessRun.Given(process, _token).Start(properties: new JsonObject { ["Flowchart:ExecutionMode"] = "Default" }).Writes("s", "z");
    }

    private static JsonObject TwoEvents(string mergeMode) => Of(Flowchart(
        [Line("s"), Event("left", "Left"), Event("right", "Right"), Merging(Line("z"), mergeMode), Line("end")],
        "s -> left", "s -> right", "left -> z", "right -> z", "z -> end"));

    private static JsonObject Merging(JsonObject activity, string mode)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        return activity;
    }
}
