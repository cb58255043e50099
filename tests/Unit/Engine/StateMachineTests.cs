using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>People mend state machines: a machine stays where it has come to.</summary>
public sealed class StateMachineTests
{
    private const string Picky = "if (!getReady()) throw new Error('not ready'); return true;";

    [Fact]
    public void Machine_whose_condition_failed_decides_again_when_it_is_retried()
    {
        var run = Started(Picky).Event("Leave A").Event("Leave B").Is(InstanceSubStatus.Faulted);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("m"));

        run.Is(InstanceSubStatus.Finished).Writes("enter A", "exit A", "enter B", "exit B", "enter C", "z");
    }

    [Fact]
    public void Machine_that_is_retried_where_the_condition_does_not_hold_waits_in_its_state()
    {
        var run = Started("if (getReady()) return false; throw new Error('no');").Event("Leave A").Event("Leave B").Is(InstanceSubStatus.Faulted);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("m")).Is(InstanceSubStatus.Suspended);

        Assert.Equal(["leave B", "back to A"], run.Waiting);
        run.Writes("enter A", "exit A", "enter B");
    }

    [Fact]
    public void Trigger_that_completes_while_the_machine_stands_still_is_taken_when_it_is_mended()
    {
        var run = Started("if (getReady()) return false; throw new Error('no');", "ContinueWithIncidentsStrategy").Event("Leave A").Event("Leave B").Is(InstanceSubStatus.Suspended);

        run.Event("Back").Writes("enter A", "exit A", "enter B");
        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("m")).Is(InstanceSubStatus.Suspended);

        run.Writes("enter A", "exit A", "enter B", "exit B", "enter A");
        Assert.Equal(["leave A"], run.Waiting);
    }

    [Fact]
    public void Trigger_that_comes_second_is_not_taken_where_the_first_one_is()
    {
        var run = Started(Picky, "ContinueWithIncidentsStrategy").Event("Leave A").Event("Leave B").Event("Back").Writes("enter A", "exit A", "enter B");

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("m")).Is(InstanceSubStatus.Finished);

        run.Writes("enter A", "exit A", "enter B", "exit B", "enter C", "z");
    }

    [Fact]
    public void Token_moves_to_the_entry_of_another_state()
    {
        var run = Started("true").Intervene(new Intervention.Move("leave A", "enter B")).Writes("enter A", "enter B");

        Assert.Equal(["leave B", "back to A"], run.Waiting);
        run.Event("Leave B").Is(InstanceSubStatus.Finished).Writes("enter A", "enter B", "exit B", "enter C", "z");
    }

    [Fact]
    public void Token_moves_to_a_trigger_of_another_state_whose_other_triggers_wait_too()
    {
        var run = Started("true").Event("Leave A").Intervene(new Intervention.Move("leave B", "leave A")).Writes("enter A", "exit A", "enter B");

        Assert.Equal(["leave A"], run.Waiting);
        run.Intervene(new Intervention.Move("leave A", "leave B"));

        Assert.Equal(["back to A", "leave B"], run.Waiting);
        run.Event("Back").Writes("enter A", "exit A", "enter B", "exit B", "enter A");
        Assert.Equal(["leave A"], run.Waiting);
    }

    [Fact]
    public void Token_moves_to_the_way_out_of_a_state()
    {
        var run = Started("true").Intervene(new Intervention.Move("leave A", "exit B"));

        run.Is(InstanceSubStatus.Finished).Writes("enter A", "exit B", "enter C", "z");
    }

    private static ProcessRun Started(string condition, string strategy = "FaultStrategy") => ProcessRun.Started(Of(
        Sequence(
            "seq",
            Activity(
                "Elsa.StateMachine",
                "m",
                ("initialState", "A"),
                ("states", new JsonArray([.. "ABC".Select(s => State(s))])),
                ("transitions", new JsonArray(
                    Transition("A", "B", Event("leave A", "Leave A"), "true"),
                    Transition("B", "C", Event("leave B", "Leave B"), condition),
                    Transition("B", "A", Event("back to A", "Back"), "true")))),
            Line("z")),
        Variable("Ready", "Boolean", "false")).WithStrategy(strategy));

    private static JsonObject State(char name) => new() { ["name"] = $"{name}", ["entry"] = Line($"enter {name}"), ["exit"] = Line($"exit {name}") };

    private static JsonObject Transition(string from, string to, JsonObject trigger, string condition) => new()
    {
        ["from"] = from,
        ["to"] = to,
        ["trigger"] = trigger,
        ["condition"] = Script("Boolean", condition),
    };
}
