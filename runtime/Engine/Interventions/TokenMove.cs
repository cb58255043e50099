using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Interventions;

/// <summary>Takes a token away from one activity and sets it down at another.</summary>
internal static class TokenMove
{
    /// <summary>Only takes away: the owner sees a cancelled child, as if the branch had been given up.</summary>
    public static void Cancel(Burst burst, ActivityExecution from, IncidentResolution resolution)
    {
        burst.State.Resolve(from, resolution);
        burst.Cancel(from);
    }

    public static void Run(Burst burst, ActivityExecution? from, ActivityNode to, ActivityExecution owner, IncidentResolution resolution)
    {
        for (var around = owner; around is not null; around = around.Owner)
        {
            GoOn(burst, around, resolution);
        }

        // First set down, then taken away: an owner with nothing to do would take itself for done.
        owner.Node.Activity.ChildEntered(burst, owner, to);
        burst.Schedule(to, owner, isBackward: true, given: Given(from, to));
        burst.State.Resolve(owner, resolution);
        if (from is null)
        {
            return;
        }

        var taken = ChildOf(owner, from);
        burst.State.Resolve(from, resolution);
        if (taken is null)
        {
            burst.Cancel(from);
            return;
        }

        burst.Withdraw(taken);
        owner.Node.Activity.ChildWithdrawn(burst, owner, taken);
    }

    // A container that an incident stopped begins nothing: it goes on with all that it holds.
    private static void GoOn(Burst burst, ActivityExecution container, IncidentResolution resolution)
    {
        if (container.Status != ActivityExecutionStatus.Faulted)
        {
            return;
        }

        burst.State.Resolve(container, resolution);
        container.Status = ActivityExecutionStatus.Running;
        if (container.Owner is { } owner)
        {
            owner.RunningChildren++;
            owner.FaultedChildren--;
        }
    }

    /// <summary>What lies directly in the owner and holds the execution; null: it lies elsewhere.</summary>
    private static ActivityExecution? ChildOf(ActivityExecution owner, ActivityExecution from)
    {
        var child = from;
        while (child is not null && child.Owner != owner)
        {
            child = child.Owner;
        }

        return child;
    }

    // Another run of the same body keeps its item.
    private static object?[]? Given(ActivityExecution? from, ActivityNode to)
    {
        if (from?.Node != to || from.Variables is not { } variables)
        {
            return null;
        }

        return [.. Enumerable.Range(0, to.Variables.Length).Select(i => variables[i])];
    }
}
