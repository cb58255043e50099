using System.Text.Json.Nodes;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class JoinTests
{
    [Theory]
    [InlineData("WaitAll", "Left", "Right")]
    [InlineData("WaitAll", "Right", "Left")]
    [InlineData("WaitAllActive", "Left", "Right")]
    [InlineData("WaitAllActive", "Right", "Left")]
    public void Join_waits_for_both_branches_whichever_comes_first(string mode, string first, string second)
    {
        var run = ProcessRun.Started(TwoBranches(mode));

        run.Event(first).Is(InstanceSubStatus.Suspended).Writes("s");
        run.Event(second).Is(InstanceSubStatus.Finished).Writes("s", "z");
    }

    [Fact]
    public void Join_of_any_branch_goes_on_once_and_withdraws_the_other_branch()
    {
        var run = ProcessRun.Started(TwoBranches("WaitAny"));
        var other = run.BookmarkOf("right");

        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "z");

        Assert.Contains(other, run.Last.Closed);
        Assert.NotEqual(other, run.Last.Consumed);
    }

    [Fact]
    public void Activity_with_two_connections_into_it_waits_for_both_without_a_join()
    {
        var run = ProcessRun.Started(Of(Flowchart(
            [Line("s"), Event("left", "Left"), Event("right", "Right"), Line("z")],
            "s -> left", "s -> right", "left -> z", "right -> z")));

        run.Event("Right").Writes("s");
        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "z");
    }

    [Fact]
    public void Untaken_branches_are_passed_by_over_several_activities()
    {
        var process = Of(Flowchart(
            [Decision("d", "true"), Line("t"), Line("f1"), Line("f2"), Line("z")],
            "d:True -> t", "d:False -> f1", "f1 -> f2", "f2 -> z", "t -> z"));

        ProcessRun.Started(process).Is(InstanceSubStatus.Finished).Writes("t", "z");
    }

    [Fact]
    public void Join_works_again_in_the_next_round_of_a_loop()
    {
        JsonObject[] activities =
        [
            Line("s"), Line("a"), Event("left", "Left"), Event("right", "Right"), Join("j", "WaitAny"),
            Set("n", "N", "getN() + 1"), Decision("d", "getN() < 2"), Line("z"),
        ];
        var run = ProcessRun.Started(Of(
            Flowchart(activities, "s -> a", "a -> left", "a -> right", "left -> j", "right -> j", "j -> n", "n -> d", "d:True -> a", "d:False -> z"),
            Variable("N", "Int32", "0")));

        run.Event("Right").Is(InstanceSubStatus.Suspended).Writes("s", "a", "a");
        run.Event("Left").Is(InstanceSubStatus.Finished).Writes("s", "a", "a", "z");
    }

    private static JsonObject TwoBranches(string mode) => Of(Flowchart(
        [Line("s"), Event("left", "Left"), Event("right", "Right"), Join("j", mode), Line("z")],
        "s -> left", "s -> right", "left -> j", "right -> j", "j -> z"));
}
