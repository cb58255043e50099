using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Commits;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class CommitStrategyTests
{
    [Theory]
    [InlineData("ActivityExecuted", 3)]
    [InlineData("ActivityExecutedWorkflowStrategy", 3)]
    [InlineData("ActivityExecuting", 3)]
    [InlineData("WorkflowExecuting", 1)]
    [InlineData("WorkflowExecuted", 0)]
    public void Burst_stops_to_be_committed_where_the_process_says(string strategy, int commits)
    {
        var process = Of(Sequence("seq", Line("a"), Line("b"), Line("c")));
        process["options"] = new JsonObject { ["commitStrategyName"] = strategy };

        var run = ProcessRun.Started(process);

        Assert.Equal(commits, ToRest(run));
        run.Is(InstanceSubStatus.Finished).Writes("a", "b", "c");
    }

    [Theory]
    [InlineData("CommitAlways", 2)]
    [InlineData("Executing", 1)]
    [InlineData("Executed", 1)]
    [InlineData("CommitNever", 0)]
    public void Burst_stops_to_be_committed_where_an_activity_says(string strategy, int commits)
    {
        var line = Line("b");
        line["customProperties"] = new JsonObject { ["commitStrategyName"] = strategy };

        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"), line, Line("c"))));

        Assert.Equal(commits, ToRest(run));
        run.Writes("a", "b", "c");
    }

    [Fact]
    public void Activity_goes_before_its_process()
    {
        var line = Line("b");
        line["customProperties"] = new JsonObject { ["commitStrategyName"] = "CommitNever" };
        var process = Of(Sequence("seq", Line("a"), line, Line("c")));

        Assert.Equal(2, ToRest(ProcessRun.Started(process, new EngineOptions { CommitStrategy = CommitStrategy.ActivityExecuted })));
    }

    [Fact]
    public void Periodic_commits_count_activities()
    {
        var loop = Activity("Elsa.For", "for", ("start", Literal("Int32", 1)), ("end", Literal("Int32", 30)), ("body", Line("x")));

        Assert.Equal(3, ToRest(ProcessRun.Started(Of(Sequence("seq", loop)), new EngineOptions { CommitStrategy = CommitStrategy.Periodic, PeriodicCommit = 10 })));
    }

    [Fact]
    public void Instance_that_stops_midway_has_a_timer_in_case_its_owner_is_gone()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"))), new EngineOptions { CommitStrategy = CommitStrategy.ActivityExecuted });

        Assert.Equal((InstanceStatus.Running, InstanceSubStatus.Executing), (run.State.Status, run.State.SubStatus));
        Assert.Equal("continue", Assert.Single(run.Last.Created).Id);
        Assert.Equal("continue", run.Effect<Effect.SetTimer>().BookmarkId);
        run.Continue(new Stimulus.Resume(run.Last.ContinueAt!));
        Assert.Equal("continue", run.Last.Consumed);
        Assert.Contains("continue", run.Last.Closed);
    }

    [Fact]
    public void Instance_that_stops_midway_can_be_cancelled()
    {
        var run = ProcessRun.Started(Of(Sequence("seq", Line("a"))), new EngineOptions { CommitStrategy = CommitStrategy.ActivityExecuted });

        run.Continue(new Stimulus.Cancel("enough")).Is(InstanceSubStatus.Cancelled);

        Assert.Null(run.Last.ContinueAt);
        Assert.Equal(["continue"], run.Last.Closed);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Endless_cycle_is_stopped_over_all_commits_of_a_run(FlowchartMode mode)
    {
        var circle = Of(Flowchart([Line("s"), Line("a"), Line("b")], "s -> a", "a -> b", "b -> a"));
        var options = new EngineOptions { FlowchartMode = mode, MaxActivitiesPerBurst = 300, CommitStrategy = CommitStrategy.ActivityExecuted };

        var run = ProcessRun.Started(circle, options);

        Assert.Equal(300, ToRest(run));
        var message = Assert.Single(run.Is(InstanceSubStatus.Faulted).State.Incidents).Message;
        Assert.Contains("300 activities", message, StringComparison.Ordinal);
        Assert.Contains("through: a, b.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_activity_had_scheduled_before_it_ended_does_not_begin_after_a_commit()
    {
        var fork = Activity("Elsa.Fork", "fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(Line("fast"), Line("late"))));

        var run = ProcessRun.Started(Of(Sequence("seq", fork, Line("z"))), new EngineOptions { CommitStrategy = CommitStrategy.ActivityExecuted });

        ToRest(run);
        run.Is(InstanceSubStatus.Finished).Writes("fast", "z");
    }

    [Fact]
    public void Unknown_strategy_is_kept_and_reported()
    {
        var process = Of(Sequence("seq", Line("a")));
        process["options"] = new JsonObject { ["commitStrategyName"] = "WhenItRains" };

        Assert.Contains(ProcessRun.Started(process).Is(InstanceSubStatus.Finished).Workflow.Warnings, w => w.Path == "/options/commitStrategyName");
    }

    private static int ToRest(ProcessRun run)
    {
        var commits = 0;
        for (; run.Last.ContinueAt is { } bookmark; commits++)
        {
            run.Continue(new Stimulus.Resume(bookmark));
        }

        return commits;
    }
}
