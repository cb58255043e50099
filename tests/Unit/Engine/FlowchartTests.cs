using System.Text.Json.Nodes;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class FlowchartTests
{
    [Fact]
    public void End_ends_the_flowchart_and_withdraws_what_waits_in_it()
    {
        var flow = Flowchart([Line("s"), Event("e", "Go"), Event("other", "Never"), Activity("Elsa.End", "end")], "s -> e", "s -> other", "e -> end");
        var run = ProcessRun.Started(Of(Sequence("seq", flow, Line("after"))));

        run.Event("Go").Is(InstanceSubStatus.Finished).Writes("s", "after");

        Assert.Equal(["b1", "b2"], run.Last.Closed.Order());
    }

    [Fact]
    public void Finish_ends_the_whole_instance_from_inside_a_container()
    {
        var flow = Flowchart([Line("a"), Activity("Elsa.Finish", "fin"), Line("b")], "a -> fin", "fin -> b");

        ProcessRun.Started(Of(Sequence("seq", flow, Line("after")))).Is(InstanceSubStatus.Finished).Writes("a");
    }

    [Fact]
    public void Start_marks_the_beginning_whatever_the_order_in_the_document()
    {
        ProcessRun.Started(Of(Flowchart([Line("b"), Line("a"), Activity("Elsa.Start", "start")], "start -> a", "a -> b"))).Writes("a", "b");
    }

    [Fact]
    public void Switch_without_a_matching_case_leaves_by_its_default()
    {
        var big = new JsonObject { ["label"] = "big", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getN() > 10" } };
        var flow = Flowchart(
            [Activity("Elsa.FlowSwitch", "s", ("cases", new JsonArray(big))), Line("b"), Line("d")],
            "s:big -> b", "s:Default -> d");

        ProcessRun.Started(Of(flow, Variable("N", "Int32", "3"))).Writes("d");
    }

    [Fact]
    public void Task_that_is_sent_back_is_opened_again_with_a_bookmark_of_its_own()
    {
        var run = ProcessRun.Started(Of(Flowchart(
            [Activity("Elsa.Start", "start"), Ask("dispatch", ["dispatch"]), Ask("handle", ["done", "return"]), Line("closed")],
            "start -> dispatch", "dispatch:dispatch -> handle", "handle:return -> dispatch", "handle:done -> closed")));

        run.Completed("dispatch", "dispatch").Completed("handle", "return");

        Assert.Equal(["dispatch"], run.Waiting);
        Assert.Equal("b3", run.BookmarkOf("dispatch"));
        run.Completed("dispatch", "dispatch").Completed("handle", "done").Is(InstanceSubStatus.Finished).Writes("closed");
    }

    /// <summary>ADR 0016.</summary>
    [Theory]
    [InlineData("MatchFirst", InstanceSubStatus.Finished)]
    [InlineData("MatchAny", InstanceSubStatus.Faulted)]
    public void Cases_behind_the_first_match_are_asked_only_where_all_matches_count(string mode, InstanceSubStatus end)
    {
        JsonObject Case(string label, string script) => new()
        {
            ["label"] = label,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
            ["activity"] = Line("in-" + label),
        };
        JsonObject Of(string type, string id) => Activity(
            type, id, ("mode", Literal("Object", mode)), ("cases", new JsonArray(Case(id + "1", "true"), Case(id + "2", "throw new Error('asked')"))));

        ProcessRun.Started(ProcessJson.Of(Flowchart([Of("Elsa.FlowSwitch", "f")]))).Is(end);
        ProcessRun.Started(ProcessJson.Of(Sequence("seq", Of("Elsa.Switch", "s")))).Is(end);
    }

    [Fact]
    public void Container_inside_a_flowchart_leaves_by_the_port_Done()
    {
        var node = Activity("Elsa.FlowNode", "node", ("body", FlowchartAs("inner", [Line("a")])));

        ProcessRun.Started(Of(Flowchart([node, Line("b")], "node -> b"))).Is(InstanceSubStatus.Finished).Writes("a", "b");
    }

    [Fact]
    public void Backward_connection_into_one_of_two_branches_is_an_incident_that_names_its_ends()
    {
        var run = ProcessRun.Started(Of(Flowchart(
            [Line("s"), Line("l"), Line("r"), Line("j")],
            "s -> l", "s -> r", "l -> j", "r -> j", "j -> l")));

        run.Is(InstanceSubStatus.Faulted);

        Assert.Contains("('j')", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }
}
