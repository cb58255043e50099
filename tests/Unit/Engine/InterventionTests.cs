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

public sealed class InterventionTests
{
    private const string Picky = "if (!getReady()) throw new Error('not ready'); return 'x';";

    public static TheoryData<FlowchartMode> Modes => [FlowchartMode.Counter, FlowchartMode.Token];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Faulted_instance_runs_again_when_its_activity_is_retried(FlowchartMode mode)
    {
        var run = Started(mode, Flowchart([Line("s"), LineOf("x", Picky), Line("z")], "s -> x", "x -> z"), Variable("Ready", "Boolean", "false"))
            .Is(InstanceSubStatus.Faulted);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Is(InstanceSubStatus.Faulted);
        run.Intervene(new Intervention.Retry("x")).Is(InstanceSubStatus.Finished).Writes("s", "x", "z");

        var resolution = Assert.Single(run.State.Incidents).Resolution!;
        Assert.Equal((IncidentResolutionKind.Retried, "li", "because"), (resolution.Kind, resolution.Actor, resolution.Reason));
        Assert.Equal(0, run.State.OpenIncidents);
    }

    [Fact]
    public void Activity_that_fails_again_is_a_second_incident()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Fault("f", "no")))).Intervene(new Intervention.Retry()).Is(InstanceSubStatus.Faulted);

        Assert.Equal([IncidentResolutionKind.Retried, null], run.State.Incidents.Select(i => i.Resolution?.Kind));
        Assert.Equal(1, run.State.OpenIncidents);
    }

    [Fact]
    public void Retry_of_all_runs_every_stopped_activity()
    {
        var process = Of(Flowchart([Line("s"), LineOf("x", Picky), LineOf("y", Picky)], "s -> x", "s -> y"), Variable("Ready", "Boolean", "false"))
            .WithStrategy("ContinueWithIncidentsStrategy");

        var run = ProcessRun.Started(process).Is(InstanceSubStatus.Suspended)
            .Intervene(new Intervention.SetVariable("Ready", true))
            .Intervene(new Intervention.Retry());

        run.Is(InstanceSubStatus.Finished).Writes("s", "x", "x");
    }

    [Fact]
    public void Other_branches_wait_again_as_before_when_a_faulted_instance_goes_on()
    {
        var process = Of(
            Flowchart([Line("s"), LineOf("x", Picky), Event("e", "Go"), Delay("d", "01:00:00"), Ask("t", ["ok"])], "s -> x", "s -> e", "s -> d", "s -> t"),
            Variable("Ready", "Boolean", "false"));
        var run = ProcessRun.Started(process).Is(InstanceSubStatus.Faulted);
        Assert.Empty(run.State.Bookmarks);
        var due = run.Now.AddHours(1);
        run.Now = run.Now.AddMinutes(5);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("x")).Is(InstanceSubStatus.Suspended);

        Assert.Equal(["e", "d", "t"], run.Waiting);
        Assert.Equal(due, run.Effect<Effect.SetTimer>().DueAt);
        Assert.Equal("t", run.Effect<Effect.OpenTask>().Task.StepId);
        run.Event("Go").TimerOf("d").Completed("t", "ok").Is(InstanceSubStatus.Finished);
    }

    [Fact]
    public void Task_that_nobody_was_asked_to_do_because_the_instance_stopped_is_asked_for_when_it_goes_on()
    {
        var task = Activity("Elsa.RunTask", "t", ("taskName", Literal("String", "print")), ("payload", Wrapped("Object", "Object", """{"copies": 2}""")));
        var run = ProcessRun.Started(Of(Flowchart([Line("s"), task, Fault("f", "no")], "s -> t", "s -> f"))).Is(InstanceSubStatus.Faulted);
        Assert.Empty(run.Last.Effects);

        run.Intervene(new Intervention.Skip("f")).Is(InstanceSubStatus.Suspended);

        var asked = run.Effect<Effect.RequestTask>();
        Assert.Equal((run.BookmarkOf("t"), "print", 2), (asked.BookmarkId, asked.TaskName, (int)(long)asked.Payload!["copies"]!));
        Assert.Equal(BookmarkHash.OfTask(asked.TaskId), Assert.Single(run.State.Bookmarks).Hash);
    }

    [Fact]
    public void Retry_of_a_loop_goes_on_with_the_round_that_failed()
    {
        var loop = Activity(
            "Elsa.While",
            "loop",
            ("condition", Script("Boolean", "if (getN() == 2 && !getReady()) throw new Error('no'); return getN() < 3;")),
            ("body", Sequence("body", LineOf("x", "getN()"), Set("n", "N", "getN() + 1"))));
        var run = ProcessRun.Started(Of(Sequence("seq", loop), Variable("N", "Int32", "0"), Variable("Ready", "Boolean", "false"))).Is(InstanceSubStatus.Faulted);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("loop"));

        run.Is(InstanceSubStatus.Finished).Writes("0", "1", "2");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Step_of_a_flowchart_that_fails_stops_its_branch_alone_and_is_taken_again_without_running_the_activity_again(FlowchartMode mode)
    {
        var join = Activity("Elsa.FlowJoin", "j", ("mode", Script("Object", "if (!getReady()) throw new Error('no'); return 'WaitAny';")));
        var process = Of(
            Flowchart([Line("s"), Line("a"), Line("b"), join, Line("l"), Line("z")], "s -> a", "s -> b", "a -> j", "b -> l", "j -> z"),
            Variable("Ready", "Boolean", "false")).WithStrategy("ContinueWithIncidentsStrategy");
        var run = ProcessRun.Started(process, new EngineOptions { FlowchartMode = mode }).Is(InstanceSubStatus.Suspended);
        Assert.Equal(["a", "b", "l", "s"], run.Lines.Order(StringComparer.Ordinal));
        Assert.Equal("a", Assert.Single(run.State.Incidents).ActivityId);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("a")).Is(InstanceSubStatus.Finished);

        Assert.Equal(["a", "b", "l", "s", "z"], run.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_fails_while_a_flowchart_takes_a_cancellation_stops_the_cancelled_branch_alone_and_is_taken_again()
    {
        var join = Activity("Elsa.FlowJoin", "k", ("mode", Script("Object", "if (!getReady()) throw new Error('no'); return 'WaitAny';")));
        var run = ProcessRun.Started(Of(
                Flowchart([Line("s"), Line("a"), Event("e", "Go"), Join("j", "WaitAny"), join, Line("z")], "s -> e", "s -> a", "a -> j", "e -> j", "e -> k", "j -> z"),
                Variable("Ready", "Boolean", "false")).WithStrategy("ContinueWithIncidentsStrategy"))
            .Is(InstanceSubStatus.Suspended).Writes("s", "a", "z");
        Assert.Equal("e", Assert.Single(run.State.Incidents).ActivityId);

        run.Intervene(new Intervention.Retry("e")).Is(InstanceSubStatus.Suspended);
        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("e")).Is(InstanceSubStatus.Finished).Writes("s", "a", "z");

        Assert.Equal([IncidentResolutionKind.Retried, IncidentResolutionKind.Retried], run.State.Incidents.Select(i => i.Resolution!.Kind));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Step_that_fails_and_is_taken_again_does_not_run_what_stands_beside_the_failure_twice(FlowchartMode mode)
    {
        var join = Activity("Elsa.FlowJoin", "j", ("mode", Script("Object", "if (!getReady()) throw new Error('no'); return 'WaitAny';")));
        var run = ProcessRun.Started(
            Of(Flowchart([Line("a"), Line("b"), join, Line("z")], "a -> b", "a -> j", "j -> z"), Variable("Ready", "Boolean", "false"))
                .WithStrategy("ContinueWithIncidentsStrategy"),
            new EngineOptions { FlowchartMode = mode }).Is(InstanceSubStatus.Suspended);

        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Retry("a")).Is(InstanceSubStatus.Finished);

        Assert.Equal(["a", "b", "z"], run.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Skipped_activity_leaves_by_the_outcome_that_is_asked_for()
    {
        var process = Of(Flowchart([Decision("d", "nonsense()"), Line("yes"), Line("no")], "d:True -> yes", "d:False -> no"));

        var run = ProcessRun.Started(process).Intervene(new Intervention.Skip("d", "False")).Is(InstanceSubStatus.Finished).Writes("no");

        Assert.Equal(IncidentResolutionKind.Skipped, Assert.Single(run.State.Incidents).Resolution!.Kind);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Token_moves_back_to_an_earlier_activity(FlowchartMode mode)
    {
        var run = Started(mode, Flowchart([Line("a"), Ask("t", ["ok"]), Line("z")], "a -> t", "t:ok -> z")).Intervene(new Intervention.Move("t", "a"));

        Assert.Equal(["t"], run.Waiting);
        run.Completed("t", "ok").Is(InstanceSubStatus.Finished).Writes("a", "a", "z");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Token_that_moves_forward_still_meets_the_other_branch_at_the_join(FlowchartMode mode)
    {
        var run = Started(
                mode,
                Flowchart([Line("s"), Event("a", "A"), Line("b"), Event("c", "C"), Join("j", "WaitAll"), Line("z")],
                    "s -> a", "a -> b", "b -> j", "s -> c", "c -> j", "j -> z"))
            .Intervene(new Intervention.Move("a", "b"))
            .Writes("s", "b");

        run.Event("C").Is(InstanceSubStatus.Finished).Writes("s", "b", "z");
    }

    [Fact]
    public void Token_moves_within_a_sequence()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"), Event("e", "Go"), Line("b"), Line("c")))).Intervene(new Intervention.Move("e", "c"));

        run.Is(InstanceSubStatus.Finished).Writes("a", "c");
    }

    [Fact]
    public void Token_that_leaves_a_nested_container_takes_the_container_along()
    {
        var process = Of(Flowchart([Sequence("seq", Line("a"), Event("e", "Go"), Line("b")), Line("z")], "seq -> z"));

        ProcessRun.Started(process).Intervene(new Intervention.Move("e", "z")).Is(InstanceSubStatus.Finished).Writes("a", "z");
    }

    [Fact]
    public void Token_of_one_item_starts_again_with_its_item()
    {
        var body = Sequence("body", LineOf("x", "getVariable('CurrentValue')"), Event("e", "Go"));
        var run = ProcessRun.Started(Of(Sequence("seq", Activity("Elsa.ParallelForEach", "all", ("items", Literal("Object", new JsonArray("a", "b"))), ("body", body)))))
            .Writes("a", "b");
        var second = run.State.Bookmarks[1].ActivityExecutionId;

        Assert.Equal("instance.ambiguous", run.RefusalOf(new Intervention.Move("e", "x")));
        run.Intervene(new Intervention.Move(second, "x")).Writes("a", "b", "b");
    }

    [Fact]
    public void Activity_of_a_faulted_instance_is_left_for_another()
    {
        var run = ProcessRun.Started(Of(Flowchart([Fault("f", "no"), Line("z")], "f -> z"))).Intervene(new Intervention.Move("f", "z"));

        run.Is(InstanceSubStatus.Finished).Writes("z");
        Assert.Equal(IncidentResolutionKind.Moved, Assert.Single(run.State.Incidents).Resolution!.Kind);
    }

    [Fact]
    public void Cancelled_branch_counts_as_given_up()
    {
        var run = ProcessRun.Started(Of(Flowchart([Line("s"), Event("a", "A"), Line("b"), Join("j", "WaitAllActive"), Line("z")], "s -> a", "s -> b", "a -> j", "b -> j", "j -> z")));

        run.Intervene(new Intervention.Move("a", null)).Is(InstanceSubStatus.Finished).Writes("s", "b", "z");
    }

    [Fact]
    public void Loop_over_all_items_at_once_is_done_when_its_last_item_is_given_up()
    {
        var all = Activity("Elsa.ParallelForEach", "all", ("items", Literal("Object", new JsonArray("a"))), ("body", Event("e", "Go")));

        ProcessRun.Started(Of(Sequence("seq", all, Line("z")))).Intervene(new Intervention.Move("e", null)).Is(InstanceSubStatus.Finished).Writes("z");
    }

    [Fact]
    public void Token_moves_beside_a_branch_that_an_incident_stopped()
    {
        var join = Activity("Elsa.FlowJoin", "j", ("mode", Script("Object", "if (!getReady()) throw new Error('no'); return 'WaitAny';")));
        var run = ProcessRun.Started(Of(Flowchart([Line("s"), Line("a"), Event("e", "Go"), join, Line("z")], "s -> e", "s -> a", "a -> j", "e -> j", "j -> z"), Variable("Ready", "Boolean", "false")))
            .Is(InstanceSubStatus.Faulted);

        run.Intervene(new Intervention.Move("e", "z")).Is(InstanceSubStatus.Suspended).Writes("s", "a", "z");
        run.Intervene(new Intervention.SetVariable("Ready", true)).Intervene(new Intervention.Move("a", null)).Is(InstanceSubStatus.Finished).Writes("s", "a", "z");

        Assert.Equal(IncidentResolutionKind.Moved, Assert.Single(run.State.Incidents).Resolution!.Kind);
    }

    [Fact]
    public void Activity_is_scheduled_beside_what_waits()
    {
        var run = ProcessRun.Started(Of(Flowchart([Event("a", "A"), Line("b")], "a -> b"))).Intervene(new Intervention.Move(null, "b")).Writes("b");

        Assert.Equal(["a"], run.Waiting);
    }

    [Fact]
    public void Variable_of_a_running_container_is_found_by_its_name()
    {
        var inner = Sequence("inner", Event("e", "Go"), LineOf("x", "getM()"));
        inner["variables"] = new JsonArray(Variable("M", "Int32", "1"));

        var run = ProcessRun.Started(Of(Sequence("seq", inner))).Intervene(new Intervention.SetVariable("M", 7));

        run.Event("Go").Writes("7");
    }

    [Fact]
    public void Cancelled_faulted_instance_has_no_open_incident_left()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Fault("f", "no")))).Continue(new Stimulus.Cancel("given up", "li")).Is(InstanceSubStatus.Cancelled);

        Assert.Equal(("given up", "li"), (run.State.Incidents[0].Resolution!.Reason, run.State.Incidents[0].Resolution!.Actor));
    }

    [Fact]
    public void Journal_tells_what_was_done_why_and_by_whom()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Fault("f", "no")))).Intervene(new Intervention.Skip("f"));

        var entry = Assert.Single(run.Last.Journal, e => e.Kind == JournalKind.Intervened).Data!;
        Assert.Equal("""{"command":"skip","activity":"f","outcome":"Done","reason":"because","actor":"li"}""", entry.ToJsonString());
    }

    public static TheoryData<string, Intervention> Refusals => new()
    {
        { "instance.activity-unknown", new Intervention.Retry("nobody") },
        { "instance.activity-not-stopped", new Intervention.Retry("e") },
        { "instance.activity-not-stopped", new Intervention.Skip("a") },
        { "instance.outcome-unknown", new Intervention.Skip("f", "Maybe") },
        { "instance.variable-unknown", new Intervention.SetVariable("Nothing", 1) },
        { "instance.variable-type", new Intervention.SetVariable("N", "many") },
        { "instance.move-nothing", new Intervention.Move(null, null) },
        { "instance.activity-not-running", new Intervention.Move("a", "f") },
        { "instance.activity-unknown", new Intervention.Move("e", "nobody") },
        { "instance.container-not-running", new Intervention.Move("e", "flow") },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Intervention_that_is_not_possible_is_refused_and_changes_nothing(string code, Intervention intervention)
    {
        var run = ProcessRun.Started(Of(Flowchart([Line("a"), Fault("f", "no"), Event("e", "Go")], "a -> f", "a -> e"), Variable("N", "Int32", "1"))
            .WithStrategy("ContinueWithIncidentsStrategy"));
        var before = run.State.ToSnapshot();

        Assert.Equal(code, run.RefusalOf(intervention));
        Assert.Throws<ArgumentException>(() => run.Intervene(intervention));
        Assert.Equal(before, run.State.ToSnapshot());
    }

    [Fact]
    public void Finished_instance_takes_no_intervention() =>
        Assert.Equal("instance.ended", ProcessRun.Started(Of(Sequence("seq", Line("a")))).RefusalOf(new Intervention.Retry()));

    [Fact]
    public void Instance_without_an_incident_has_nothing_to_retry() =>
        Assert.Equal("instance.nothing-stopped", ProcessRun.Started(Of(Sequence("seq", Event("e", "Go")))).RefusalOf(new Intervention.Retry()));

    private static ProcessRun Started(FlowchartMode mode, JsonObject root, params JsonObject[] variables) =>
        ProcessRun.Started(Of(root, variables), new EngineOptions { FlowchartMode = mode });
}
