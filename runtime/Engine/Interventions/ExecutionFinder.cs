using LowCode.Engine.Compilation;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

/// <summary>Finds what a person names in a running instance. Each look-up gives a refusal, or null and what was found.</summary>
internal sealed class ExecutionFinder(CompiledWorkflow workflow, InstanceState state)
{
    /// <summary>An execution that an incident stopped.</summary>
    public InterventionRefusal? Stopped(string activity, out ActivityExecution? found)
    {
        found = null;
        var all = Named(activity);
        var stopped = all.Where(e => e.Status == ActivityExecutionStatus.Faulted).ToArray();
        if (stopped.Length == 0)
        {
            return all.Length == 0 && workflow.Node(activity) is null
                ? new InterventionRefusal("instance.activity-unknown", activity)
                : new InterventionRefusal("instance.activity-not-stopped", activity, all.Length == 0 ? "-" : all[0].Status.ToString());
        }

        return Single(activity, stopped, out found);
    }

    /// <summary>An execution that runs, waits or was stopped.</summary>
    public InterventionRefusal? Open(string activity, out ActivityExecution? found)
    {
        found = null;
        var all = Named(activity);
        if (all.Length > 0)
        {
            return Single(activity, all, out found);
        }

        return new InterventionRefusal(workflow.Node(activity) is null ? "instance.activity-unknown" : "instance.activity-not-running", activity);
    }

    /// <summary>The execution that an activity would begin in: an owner of <paramref name="from"/>, or the only one of its container.</summary>
    public InterventionRefusal? OwnerFor(ActivityNode to, ActivityExecution? from, out ActivityExecution? owner)
    {
        owner = null;
        if (to.Parent is not { } container)
        {
            return new InterventionRefusal("instance.container-not-running", to.Id, "-");
        }

        for (var e = from?.Owner; e is not null; e = e.Owner)
        {
            if (e.Node == container)
            {
                owner = e;
                return null;
            }
        }

        var running = state.Executions.All().Where(e => e.Node == container && e.Status == ActivityExecutionStatus.Running).ToArray();
        return running.Length == 0
            ? new InterventionRefusal("instance.container-not-running", to.Id, container.Id)
            : Single(container.Id, running, out owner);
    }

    /// <param name="from">The execution from whose place the variable is seen; null: it is the process's own.</param>
    public InterventionRefusal? Variable(string name, string? activity, out VariableSlot? slot, out ActivityExecution? from)
    {
        (slot, from) = (null, null);
        if (activity is not null)
        {
            if (Open(activity, out from) is { } refusal)
            {
                return refusal;
            }

            slot = from!.Node.Scope.ById(name) ?? from.Node.Scope.ByName(name);
            return slot is null ? new InterventionRefusal("instance.variable-unknown", name) : null;
        }

        slot = Of(workflow.Variables, name);
        if (slot is not null)
        {
            return null;
        }

        var holders = state.Executions.All().Where(e => Of(e.Node.Variables, name) is not null).ToArray();
        if (holders.Length == 0)
        {
            return new InterventionRefusal("instance.variable-unknown", name);
        }

        var ambiguous = Single(name, holders, out from);
        slot = from is null ? null : Of(from.Node.Variables, name);
        return ambiguous;
    }

    private static VariableSlot? Of(VariableSlot[] slots, string name) =>
        Array.Find(slots, s => s.Definition.Id == name) ?? Array.Find(slots, s => s.Definition.Name == name);

    private static InterventionRefusal? Single(string name, ActivityExecution[] candidates, out ActivityExecution? found)
    {
        found = candidates.Length == 1 ? candidates[0] : null;
        return found is not null ? null : new InterventionRefusal("instance.ambiguous", name, string.Join(", ", candidates.Select(c => c.Id)));
    }

    // An activity may be called e1 as an execution is: both are meant, and where that is not clear it is refused.
    private ActivityExecution[] Named(string activity) => [.. state.Executions.All().Where(e => e.ActivityId == activity || e.Id == activity)];
}
