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
            execution.Node = workflow.Node(execution.ActivityId) ?? throw new InvalidOperationException(
                $"Expected activity '{execution.ActivityId}' in definition {workflow.DefinitionId} version {workflow.Version}, but it is not there.");
            execution.Variables?.Bind(execution.Node.Variables);
        }

        state.IsBound = true;
    }
}
