using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Who takes the only activity out of a container leaves nothing behind that waits for ever.</summary>
public sealed class CancelledChildTests
{
    public static TheoryData<string> Containers => ["sequence", "while", "for", "for each", "if", "nested"];

    [Theory]
    [MemberData(nameof(Containers))]
    public void Container_whose_child_is_taken_away_is_given_up_with_it(string container)
    {
        var run = ProcessRun.Started(Of(Container(container))).Is(InstanceSubStatus.Suspended);

        run.Intervene(new Intervention.Move("e", null)).Is(InstanceSubStatus.Cancelled).Writes();

        Assert.Empty(run.Waiting);
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Flowchart_around_it_goes_on_as_behind_a_branch_that_was_given_up(string container)
    {
        var run = ProcessRun.Started(Of(Flowchart([Line("s"), Container(container), Line("b"), Join("j", "WaitAllActive"), Line("z")], "s -> c", "s -> b", "c -> j", "b -> j", "j -> z")))
            .Is(InstanceSubStatus.Suspended);

        run.Intervene(new Intervention.Move("e", null)).Is(InstanceSubStatus.Finished).Writes("s", "b", "z");
    }

    [Fact]
    public void Taking_the_root_away_cancels_the_instance()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Event("e", "Go"), Line("z"))));

        run.Intervene(new Intervention.Move("seq", null)).Is(InstanceSubStatus.Cancelled).Writes();

        Assert.Equal((InstanceStatus.Finished, 0), (run.State.Status, run.Waiting.Count));
    }

    private static JsonObject Container(string kind) => kind switch
    {
        "sequence" => Sequence("c", Event("e", "Go"), Line("never")),
        "while" => Activity("Elsa.While", "c", ("condition", Script("Boolean", "true")), ("body", Event("e", "Go"))),
        "for" => Activity("Elsa.For", "c", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 3)), ("body", Event("e", "Go"))),
        "for each" => Activity("Elsa.ForEach", "c", ("items", Script("Object", "[1, 2]")), ("body", Event("e", "Go"))),
        "if" => Activity("Elsa.If", "c", ("condition", Script("Boolean", "true")), ("then", Event("e", "Go"))),
        _ => Sequence("c", Sequence("inner", Event("e", "Go"), Line("never")), Line("never either")),
    };
}
