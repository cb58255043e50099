using LowCode.Engine.Compilation;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Migrations;

/// <summary>
/// Takes a running instance over to another version of its definition. What runs must be there in the other version: the same activity, of the
/// same type, in the same container. Variables keep their values by id; new ones begin with their defaults. Looks first, then changes.
/// </summary>
internal sealed class StateMigration(CompiledWorkflow from, CompiledWorkflow to, InstanceState state)
{
    private readonly List<Action> _changes = [];

    /// <summary>Why it is not possible; null: it is, and <see cref="Apply"/> does it. The state must be bound to the version that it runs.</summary>
    public InterventionRefusal? Plan()
    {
        _changes.Clear();
        if (state.SubStatus is InstanceSubStatus.Finished or InstanceSubStatus.Cancelled)
        {
            return new InterventionRefusal("instance.ended", state.SubStatus.ToString());
        }

        if (from.Hash == to.Hash)
        {
            return new InterventionRefusal("instance.migrate-same", $"{to.Version}");
        }

        foreach (var execution in state.Executions.All().Where(e => e.Host is null))
        {
            if (Refusal(execution.Node) is { } refusal || (refusal = ProgressMigration.Refusal(execution, Target(execution.Node), _changes)) is not null)
            {
                return refusal;
            }

            _changes.Add(() => Move(execution));
        }

        foreach (var scheduled in state.Scheduled.Where(s => s.Owner is null or { Host: null, Progress: not UsedWorkflow }))
        {
            if (Refusal(scheduled.Node) is { } refusal)
            {
                return refusal;
            }

            _changes.Add(() => scheduled.Node = Target(scheduled.Node));
        }

        return null;
    }

    public void Apply()
    {
        state.Variables!.Bind(to.Variables);
        _changes.ForEach(change => change());
    }

    private InterventionRefusal? Refusal(ActivityNode node)
    {
        if (to.Node(node.Id) is not { } target)
        {
            return new InterventionRefusal("instance.migrate-missing", node.Id, $"{to.Version}");
        }

        if (target.Type != node.Type)
        {
            return new InterventionRefusal("instance.migrate-type", node.Id, node.Type, target.Type);
        }

        return target.Parent?.Id == node.Parent?.Id
            ? null
            : new InterventionRefusal("instance.migrate-moved", node.Id, node.Parent?.Id ?? "-", target.Parent?.Id ?? "-");
    }

    // A workflow that runs as an activity keeps the version that it began with.
    private void Move(ActivityExecution execution)
    {
        execution.Node = Target(execution.Node);
        if (execution.Progress is not UsedWorkflow)
        {
            if (execution.Variables is null && execution.Node.Variables.Length > 0)
            {
                execution.Variables = VariableScope.Of(execution.Node.Variables);
            }

            execution.Variables?.Bind(execution.Node.Variables);
        }
    }

    private ActivityNode Target(ActivityNode node) => to.Node(node.Id)!;
}
