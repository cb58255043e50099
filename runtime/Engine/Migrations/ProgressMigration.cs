using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;
using LowCode.Engine.Flowcharts;
using LowCode.Engine.Sequences;
using LowCode.Engine.State;
using LowCode.Engine.StateMachines;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Migrations;

/// <summary>How far a container has come is kept by positions; in another version the same things stand elsewhere.</summary>
internal static class ProgressMigration
{
    /// <param name="target">The same activity in the other version.</param>
    /// <param name="changes">Takes what is to be done.</param>
    public static InterventionRefusal? Refusal(ActivityExecution execution, ActivityNode target, List<Action> changes) =>
        (execution.Node.Activity, target.Activity, execution.Progress) switch
        {
            (FlowchartActivity before, FlowchartActivity after, CounterProgress progress) => Flowchart(
                execution, target, before, after, progress.Start, changes, start => progress.At(start, Activities(before, after), Connections(execution.Node, target))),
            (FlowchartActivity before, FlowchartActivity after, TokenProgress progress) => Flowchart(
                execution, target, before, after, progress.Start, changes, start => progress.At(start, Connections(execution.Node, target))),
            (SequenceActivity before, SequenceActivity after, Progress.Step step) => Step(execution, target, before, after, step, changes),
            (StateMachineActivity, StateMachineActivity, MachineProgress) when !StateMachineDesign.IsSameShape(execution.Node.Definition, target.Definition) =>
                new InterventionRefusal("instance.migrate-machine", execution.ActivityId),
            _ => null,
        };

    private static InterventionRefusal? Flowchart(
        ActivityExecution execution, ActivityNode target, FlowchartActivity before, FlowchartActivity after, int start, List<Action> changes, Func<int, Progress> moved)
    {
        var begins = before.Activities[start].Id;
        var newStart = Array.FindIndex(after.Activities, a => a.Id == begins);
        if (newStart < 0)
        {
            return new InterventionRefusal("instance.migrate-missing", begins, $"{target.Workflow.Version}");
        }

        changes.Add(() => execution.Progress = moved(newStart));
        return null;
    }

    private static InterventionRefusal? Step(
        ActivityExecution execution, ActivityNode target, SequenceActivity before, SequenceActivity after, Progress.Step step, List<Action> changes)
    {
        var current = before.Activities[step.Index].Id;
        var index = Array.FindIndex(after.Activities, a => a.Id == current);
        if (index < 0)
        {
            return new InterventionRefusal("instance.migrate-missing", current, $"{target.Workflow.Version}");
        }

        changes.Add(() => execution.Progress = new Progress.Step(index));
        return null;
    }

    /// <summary>-1: it is not there any more.</summary>
    private static Func<int, int> Activities(FlowchartActivity before, FlowchartActivity after) =>
        index => Array.FindIndex(after.Activities, a => a.Id == before.Activities[index].Id);

    private static Func<int, int> Connections(ActivityNode before, ActivityNode after) => position =>
        before.Definition.Connections.FirstOrDefault(c => c.Position == position) is { } old
            ? after.Definition.Connections.FirstOrDefault(c => IsSame(c, old))?.Position ?? -1
            : -1;

    private static bool IsSame(ConnectionDefinition one, ConnectionDefinition other) =>
        one.Source == other.Source && one.Target == other.Target && (one.Port ?? "Done") == (other.Port ?? "Done");
}
