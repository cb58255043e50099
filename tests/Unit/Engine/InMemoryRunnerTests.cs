using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Running;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class InMemoryRunnerTests
{
    [Fact]
    public void Run_without_waiting_stops_after_the_first_burst()
    {
        var report = Run(TimeSpan.Zero, Of(Sequence("seq", Line("a"), Delay("d", "00:00:01"), Line("b"))));

        Assert.Equal("""{"status":"Running","subStatus":"Suspended","bookmarks":1,"lines":["a"],"incidents":[],"output":{}}""", report.ToJson());
    }

    [Fact]
    public void Events_that_set_each_other_off_for_ever_end_in_an_incident_that_names_the_event()
    {
        var started = Event("e", "Ping");
        started["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var echo = Of(Flowchart([started, Publish("pub")], "e -> pub"));
        echo["definitionId"] = "echo";

        var report = Run(TimeSpan.FromMilliseconds(1), Of(Sequence("seq", Publish("first"))), echo);

        static JsonObject Publish(string id) => Activity("Elsa.PublishEvent", id, ("eventName", Literal("String", "Ping")));

        Assert.Contains("Ping", Assert.Single(report.Incidents), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1000, 2)]
    public void Timers_fall_due_within_the_time_that_is_waited(int milliseconds, int lines)
    {
        var report = Run(TimeSpan.FromMilliseconds(milliseconds), Of(Sequence("seq", Line("a"), Delay("d", "00:00:01"), Line("b"))));

        Assert.Equal(lines, report.Lines.Count);
    }

    [Fact]
    public void Published_event_starts_what_it_triggers_and_resumes_what_waits()
    {
        var started = Event("e", "Closed");
        started["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        var other = Of(Flowchart([started, LineOf("l", "'started by ' + getLastResult()")], "e -> l"));
        other["definitionId"] = "other";
        var publish = Activity("Elsa.PublishEvent", "pub", ("eventName", Literal("String", "Closed")), ("payload", Literal("Object", "case 1")));
        var main = Of(Flowchart(
            [Line("s"), Event("wait", "Closed"), Delay("d", "00:00:01"), publish, Line("resumed")],
            "s -> wait", "s -> d", "d -> pub", "wait -> resumed"));

        var report = Run(TimeSpan.FromSeconds(3), main, other);

        Assert.Equal(["s", "started by case 1", "resumed"], report.Lines);
    }

    [Fact]
    public void Definition_that_is_not_there_is_a_problem_that_names_those_that_are()
    {
        var problem = Assert.Single(InMemoryRunner
            .Run(new EngineOptions(), [Of(Sequence("seq", Line("a"))).Utf8()], "nobody", [], ProcessRun.Morning, TimeSpan.Zero).Problems);

        Assert.Contains("nobody", problem.Message, StringComparison.Ordinal);
    }

    private static RunReport Run(TimeSpan wait, params JsonObject[] processes) => InMemoryRunner
        .Run(new EngineOptions(), [.. processes.Select(p => p.Utf8())], null, [], ProcessRun.Morning, wait).Value!;
}
