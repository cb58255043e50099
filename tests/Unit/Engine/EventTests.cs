using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Engine.Triggers;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class EventTests
{
    [Fact]
    public void Hash_is_that_of_the_name_and_the_payload()
    {
        var expected = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("""Elsa.Event|{"eventName":"Go"}""")));

        var run = ProcessRun.Started(Of(Sequence("seq", Event("e", "Go"))));

        Assert.Equal(expected, BookmarkHash.OfEvent("Go"));
        Assert.Equal(expected, Assert.Single(run.Last.Created).Hash);
    }

    [Fact]
    public void Event_brings_its_payload_as_result()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Event("e", "Go"), LineOf("l", "getLastResult().place"))));

        run.Event("Go", new JsonObject { ["place"] = "长江路" }).Writes("长江路");
    }

    [Fact]
    public void Result_goes_into_the_variable_that_it_is_bound_to()
    {
        var e = Event("e", "Go");
        e["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vPayload" } };

        var run = ProcessRun.Started(Of(Sequence("seq", e, Event("later", "Later")), Variable("Payload", "Object"))).Event("Go", 5);

        Assert.Equal("5", run.Variables["Payload"]!.ToJsonString());
    }

    [Fact]
    public void Trigger_that_started_the_instance_does_not_wait()
    {
        var run = ProcessRun.Given(Of(Flowchart([Line("other"), Trigger("e", "Reported"), Line("z")], "e -> z")));

        var trigger = Assert.Single(run.Workflow.Triggers);
        run.Start(trigger: trigger.ActivityId).Is(InstanceSubStatus.Finished).Writes("z");

        Assert.Equal(BookmarkHash.OfEvent("Reported"), trigger.Hash);
    }

    [Fact]
    public void Trigger_waits_where_the_instance_was_started_otherwise()
    {
        var run = ProcessRun.Started(Of(Flowchart([Trigger("e", "Reported"), Line("z")], "e -> z")));

        Assert.Equal(["e"], run.Waiting);
    }

    [Fact]
    public void Published_event_is_an_effect_with_the_execution_as_its_key()
    {
        var publish = Activity(
            "Elsa.PublishEvent",
            "pub",
            ("eventName", Literal("String", "Closed")),
            ("payload", Script("Object", "[1, 2]")),
            ("correlationId", Literal("String", "c1")));

        var published = ProcessRun.Started(Of(Sequence("seq", publish))).Is(InstanceSubStatus.Finished).Effect<Effect.PublishEvent>();

        Assert.Equal(
            ("e2", "Closed", "[1,2]", "c1", false),
            (published.ActivityExecutionId, published.EventName, published.Payload!.ToJsonString(), published.CorrelationId, published.IsLocal));
    }

    [Fact]
    public void Bookmark_that_is_not_open_cannot_be_resumed()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Event("e", "Go"))));

        var exception = Assert.Throws<InvalidOperationException>(() => run.Continue(new Stimulus.Resume("b9")));

        Assert.Contains("b9", exception.Message, StringComparison.Ordinal);
    }

    private static JsonObject Trigger(string id, string name)
    {
        var trigger = Event(id, name);
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return trigger;
    }
}
