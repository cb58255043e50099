using System.Text.Json.Nodes;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Children;

/// <summary>Bursts inside a burst.</summary>
internal static class ChildRun
{
    /// <summary>Runs the first burst of a new instance inside this one; it is committed together with this one.</summary>
    /// <exception cref="ActivityFaultException">The instance may not start.</exception>
    public static InstanceState RunChild(this Burst burst, ActivityExecution me, InstanceId id, CompiledWorkflow workflow, Stimulus.Start start)
    {
        if (burst.World.Depth + 1 >= burst.World.Options.MaxWorkflowDepth)
        {
            throw UsedWorkflowActivity.TooDeep(burst, burst.World.Family.Select(f => f.Workflow.DefinitionId).Append(workflow.DefinitionId));
        }

        if (burst.World.Obstacle(workflow, start.CorrelationId) is { } obstacle)
        {
            throw new ActivityFaultException("child.obstacle", workflow.DefinitionId, obstacle.Value, workflow.Activation.ToString());
        }

        burst.Record.Journal(JournalKind.ChildStarted, me, new JsonObject { ["instance"] = id.Value, ["definition"] = workflow.DefinitionId });
        var state = NewInstance.Of(workflow, start, burst.World.Options);

        // All that runs in this burst counts against its limit.
        state.RunLength = burst.State.RunLength;
        state.RunTrail.AddRange(burst.State.RunTrail);
        var child = new Burst(burst.World.Of(id), workflow, state);
        var result = BurstRun.Start(child, start);
        burst.State.RunLength = child.Length;
        burst.State.RunTrail.AddRange(child.Trail.Skip(burst.State.RunTrail.Count));
        burst.Record.Effect(new Effect.CommitChild(new StartedChild(id, workflow, start, result)));
        return result.State;
    }
}
