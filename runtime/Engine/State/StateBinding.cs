using LowCode.Engine.Compilation;

namespace LowCode.Engine.State;

/// <summary>Joins a state that was read from a snapshot with the definition that it runs on.</summary>
internal static class StateBinding
{
    /// <exception cref="InvalidOperationException">The state belongs to another definition.</exception>
    public static void Bind(InstanceState state, CompiledWorkflow workflow)
    {
        if (state.IsBound)
        {
            return;
        }

        state.Variables!.Bind(workflow.Variables);
        foreach (var execution in state.Executions.All())
        {
            execution.Node = NodeOf(workflow, execution.ActivityId);
            execution.Variables?.Bind(execution.Node.Variables);
        }

        foreach (var scheduled in state.Scheduled)
        {
            scheduled.Node = NodeOf(workflow, scheduled.ActivityId);
        }

        state.IsBound = true;
    }

    private static ActivityNode NodeOf(CompiledWorkflow workflow, string activityId) => workflow.Node(activityId) ?? throw new InvalidOperationException(
        $"Expected activity '{activityId}' in definition {workflow.DefinitionId} version {workflow.Version}, but it is not there.");
}
