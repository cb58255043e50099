using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Flowcharts;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Flowcharts;

/// <summary>Five thousand activities are checked and run like five.</summary>
public sealed class LargeFlowchartTests
{
    private const int Many = 5_000;

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Long_chain_with_ways_back_is_checked_and_runs_to_its_end(FlowchartMode mode)
    {
        JsonObject[] activities = [.. Enumerable.Range(0, Many).Select(i => i % 10 == 9 ? Decision($"a{i}", "false") : Line($"a{i}"))];
        string[] forward = [.. Enumerable.Range(0, Many - 1).Select(i => i % 10 == 9 ? $"a{i}:False -> a{i + 1}" : $"a{i} -> a{i + 1}")];
        string[] back = [.. Enumerable.Range(0, Many / 10).Select(i => $"a{(i * 10) + 9}:True -> a0")];
        var process = Of(Flowchart(activities, [.. forward, .. back]));
        var options = new EngineOptions { FlowchartMode = mode };

        var check = new WorkflowEngine(options).Check(process.Utf8());
        var run = ProcessRun.Started(process, options);

        Assert.True(check.IsPublishable);
        Assert.Empty(check.Warnings);
        run.Is(InstanceSubStatus.Finished);
        Assert.Equal(Many - (Many / 10), run.Lines.Count);
    }

    [Fact]
    public void Many_triggers_are_reached_in_one_walk()
    {
        JsonObject[] activities = [.. Enumerable.Range(0, Many).Select(i => Trigger($"a{i}"))];
        var process = Of(Flowchart(activities, [.. Enumerable.Range(0, Many - 1).Select(i => $"a{i} -> a{i + 1}")]));

        var check = new WorkflowEngine().Check(process.Utf8());

        Assert.True(check.IsPublishable);
        Assert.Empty(check.Warnings);
        Assert.Equal(Many, check.Workflow!.Triggers.Count);
        Assert.False(((FlowchartActivity)check.Workflow.Root.Activity).HasGraphs, "Expected the check to make no graph of a flowchart that has no cycle.");
    }

    private static JsonObject Trigger(string id)
    {
        var trigger = Event(id, id);
        trigger["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return trigger;
    }
}
