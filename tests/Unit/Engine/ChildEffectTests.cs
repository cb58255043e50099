using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Effects;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>What the activities that start other instances tell the outside.</summary>
public sealed class ChildEffectTests
{
    private readonly WorkflowEngine _engine = new();
    private readonly InstanceId _id = new(new string('0', 31) + "1");
    private ulong _seed;

    [Fact]
    public void Effect_of_a_later_try_is_another_effect_also_after_a_restart()
    {
        var dispatch = Starts("Elsa.DispatchWorkflow", ("waitForCompletion", Literal("Boolean", true)));
        dispatch["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["delay"] = "00:01:00" } };
        var (parent, workflows) = Compile(Of(Sequence("seq", dispatch)));
        var numbers = new List<int>();
        var result = _engine.Start(parent, _id, new Stimulus.Start([]), Context(workflows));
        for (var round = 0; round < 3; round++)
        {
            var dispatched = Assert.Single(result.Effects.OfType<Effect.DispatchWorkflow>());
            numbers.Add(dispatched.Number);
            Assert.Equal("e2", dispatched.ActivityExecutionId);
            Resume(Child.Refused(dispatched.Child, LocalizedText.Of("已占用", "taken")));
            Resume(null);
        }

        Assert.Equal([0, 1, 2], numbers);

        void Resume(JsonObject? payload)
        {
            var state = InstanceState.FromSnapshot(result.State.ToSnapshot());
            result = _engine.Continue(parent, _id, state, new Stimulus.Resume(Assert.Single(state.Bookmarks).Id, payload), Context(workflows));
        }
    }

    [Theory]
    [InlineData("Finished", "Completed,Done")]
    [InlineData("Faulted", "Completed,Done")]
    [InlineData("Cancelled", "Completed,Canceled,Done")]
    public void Bulk_leaves_by_canceled_too_where_a_child_was_cancelled(string subStatus, string outcomes)
    {
        var bulk = Starts("Elsa.BulkDispatchWorkflows", ("items", Script("Object", "[1, 2]")));
        var (parent, workflows) = Compile(Of(Flowchart([bulk])));
        var result = _engine.Start(parent, _id, new Stimulus.Start([]), Context(workflows));
        var children = result.Effects.OfType<Effect.DispatchWorkflow>().Select(d => d.Child).ToList();

        foreach (var (child, end) in children.Zip([subStatus, "Finished"]))
        {
            var state = InstanceState.FromSnapshot(result.State.ToSnapshot());
            var ended = new JsonObject { ["workflowInstanceId"] = child.Value, ["subStatus"] = end };
            result = _engine.Continue(parent, _id, state, new Stimulus.Resume(Assert.Single(state.Bookmarks).Id, ended), Context(workflows));
        }

        var completed = result.Journal.Single(e => e is { Kind: JournalKind.ActivityCompleted, ActivityId: "x" });
        Assert.Equal(outcomes, string.Join(',', completed.Data!["outcomes"]!.AsArray().Select(o => (string?)o)));
        Assert.Equal(InstanceSubStatus.Finished, result.State.SubStatus);
    }

    [Fact]
    public void Child_inside_the_burst_stands_among_the_effects_where_it_was_started()
    {
        var publish = (string id) => Activity("Elsa.PublishEvent", id, ("eventName", Literal("String", id)));
        var (parent, workflows) = Compile(Of(Sequence("seq", publish("before"), Starts("Elsa.ExecuteWorkflow"), publish("after"))));

        var result = _engine.Start(parent, _id, new Stimulus.Start([]), Context(workflows));

        Assert.Equal(
            ["before", "child", "after"],
            result.Effects.Select(e => e is Effect.CommitChild started ? started.Child.Workflow.DefinitionId : ((Effect.PublishEvent)e).EventName));
    }

    [Fact]
    public void Child_that_has_run_is_not_run_again_where_nobody_could_take_its_result()
    {
        var start = Starts("Elsa.ExecuteWorkflow");
        start["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "vR" } };
        start["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["delay"] = "00:01:00" } };
        var (parent, workflows) = Compile(Of(Sequence("seq", start), Variable("R", "Int32")));
        var result = _engine.Start(parent, _id, new Stimulus.Start([]), Context(workflows));
        Assert.Single(result.Effects.OfType<Effect.CommitChild>());

        for (var round = 0; round < 3; round++)
        {
            var state = InstanceState.FromSnapshot(result.State.ToSnapshot());
            result = _engine.Continue(parent, _id, state, new Stimulus.Resume(Assert.Single(state.Bookmarks).Id, null), Context(workflows));
            Assert.Empty(result.Effects.OfType<Effect.CommitChild>());
        }

        Assert.Equal("variable.type", Assert.Single(result.State.Incidents).Reason!.Code);
    }

    private static JsonObject Starts(string type, params (string Member, JsonNode? Value)[] members) =>
        Activity(type, "x", [("workflowDefinitionId", Literal("String", "child")), .. members]);

    private (CompiledWorkflow Parent, WorkflowSet Workflows) Compile(JsonObject process)
    {
        var child = Of(Line("l"));
        child["definitionId"] = "child";
        var parent = _engine.Compile(process.Utf8()).Value!;
        return (parent, new WorkflowSet([parent, _engine.Compile(child.Utf8()).Value!]));
    }

    private BurstContext Context(WorkflowSet workflows) => new(ProcessRun.Morning, ++_seed, workflows);
}
