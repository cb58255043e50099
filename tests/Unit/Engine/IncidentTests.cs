using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class IncidentTests
{
    [Fact]
    public void Incident_names_activity_execution_and_time()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Fault("f", "boom"))));

        Assert.Equal(
            new Incident("f", "Elsa.Fault", "e2", "boom", ProcessRun.Morning) { Reason = new IncidentReason("fault.own", ["boom"]) },
            Assert.Single(run.State.Incidents));
    }

    [Fact]
    public void Code_category_and_type_of_a_fault_stand_in_the_journal()
    {
        var fault = Fault("f", "boom");
        (fault["code"], fault["category"]) = (Literal("String", "E42"), Literal("String", "Money"));

        var raised = ProcessRun.Started(Of(Sequence("seq", fault))).Last.Journal.Single(e => e.Kind == JournalKind.IncidentRaised);

        Assert.Equal("""{"message":"boom","code":"E42","category":"Money","faultType":"System","reason":{"code":"fault.own","values":["boom"]}}""", raised.Data!.ToJsonString());
    }

    [Fact]
    public void Faulted_instance_waits_nowhere()
    {
        var run = ProcessRun.Started(TaskBesideFault()).Is(InstanceSubStatus.Faulted);

        Assert.Empty(run.State.Bookmarks);
        Assert.Empty(run.Last.Effects.OfType<Effect.OpenTask>());
    }

    [Fact]
    public void Instance_that_continues_with_incidents_keeps_its_other_branches()
    {
        var run = ProcessRun.Started(TaskBesideFault().WithStrategy("ContinueWithIncidentsStrategy")).Is(InstanceSubStatus.Suspended);

        run.Completed("t", "ok").Is(InstanceSubStatus.Suspended).Writes("s", "z");

        Assert.Equal("boom", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public void Script_that_fails_is_an_incident_with_its_place()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", LineOf("l", "var x = 1;\nx.y.z")))).Is(InstanceSubStatus.Faulted);

        Assert.Contains("line 2", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_of_another_type_is_an_incident_that_names_the_variable()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Set("s", "N", "'many'")), Variable("N", "Int32")));

        Assert.Equal("Variable 'N': Expected Int32, but got 'many'.", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public void Language_that_is_not_spoken_is_an_incident_only_where_it_is_reached()
    {
        var liquid = Activity("Elsa.WriteLine", "l", ("text", Wrapped("String", "Liquid", "{{ x }}")));

        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"), liquid))).Is(InstanceSubStatus.Faulted).Writes("a");

        Assert.Contains("Liquid", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    private static JsonObject TaskBesideFault() => Of(Flowchart(
        [Line("s"), Ask("t", ["ok"]), Fault("f", "boom"), Line("z")],
        "s -> t", "s -> f", "t:ok -> z"));
}
