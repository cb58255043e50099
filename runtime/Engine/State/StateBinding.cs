using LowCode.Engine.Compilation;
using LowCode.Engine.Composition;

namespace LowCode.Engine.State;

/// <summary>Joins a state that was read from a snapshot with the definitions that it belongs to.</summary>
internal static class StateBinding
{
    /// <param name="workflows">Where the state names definitions besides its own; null: it names none.</param>
    /// <exception cref="InvalidOperationException">The state belongs to another definition.</exception>
    public static void Bind(InstanceState state, CompiledWorkflow workflow, IWorkflows? workflows)
    {
        if (state.IsBound)
        {
            return;
        }

        state.Variables!.Bind(workflow.Variables);
        foreach (var execution in state.Executions.All())
        {
            // Owners come before what they own.
            execution.Node = NodeOf(workflow, execution.Owner, execution.ActivityId);
            execution.Variables?.Bind(execution.Progress is UsedWorkflow used ? Use(used, workflows) : execution.Node.Variables);
        }

        foreach (var scheduled in state.Scheduled)
        {
            scheduled.Node = NodeOf(workflow, scheduled.Owner, scheduled.ActivityId);
        }

        state.IsBound = true;
    }

    private static ActivityNode NodeOf(CompiledWorkflow workflow, ActivityExecution? owner, string activityId)
    {
        var definition = owner?.Progress is UsedWorkflow used ? used.Workflow : owner?.Node.Workflow ?? workflow;
        return definition.Node(activityId) ?? throw new InvalidOperationException(
            $"Expected activity '{activityId}' in definition {definition.DefinitionId} version {definition.Version}, but it is not there.");
    }

    private static VariableSlot[] Use(UsedWorkflow used, IWorkflows? workflows)
    {
        used.Workflow = workflows?.ByHash(used.Hash)
            ?? throw new InvalidOperationException($"Expected to be given the definition with hash {used.Hash}, but there are none.");
        return used.Workflow.VariablesInUse;
    }
}
