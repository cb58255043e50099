using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.StateMachines;

/// <summary>
/// States and transitions between them. A state is entered, then the triggers of all transitions out of it wait; one that completes takes
/// its transition if the condition holds, and waits again if not. A transition withdraws the other triggers, runs its action, leaves the
/// state and enters the next one. A state that no trigger leads out of is the end. As in Elsa, a transition without a trigger is never taken.
/// </summary>
internal sealed class StateMachineActivity(StateMachineDesign design) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.StateMachine", ActivityCategory.Structure, "schema") { Ports = [] },
        source => new StateMachineActivity(new StateMachineDesign(source)));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (design.Start < 0)
        {
            burst.Complete(me);
            return;
        }

        me.Progress = new MachineProgress(design.Start, MachinePhase.Entering, 0);
        Enter(burst, me, design.Start);
    }

    // It goes on where it stood: a machine that began anew would lose the way that it has come.
    public override void Retry(Burst burst, ActivityExecution me)
    {
        switch (me.Progress as MachineProgress)
        {
            case null:
                Execute(burst, me);
                break;
            case { Phase: MachinePhase.Entering } entering:
                Enter(burst, me, entering.State);
                break;
            case { Phase: MachinePhase.Deciding } deciding when Holds(burst, me, design.Transitions[deciding.Transition]):
                Take(burst, me, deciding.Transition);
                break;
            case { Phase: MachinePhase.Acting } acting:
                Act(burst, me, acting.Transition);
                break;
            case { Phase: MachinePhase.Exiting }:
                Exit(burst, me);
                break;
            default:
                Await(burst, me);
                break;
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        var progress = (MachineProgress)me.Progress!;
        if (!design.Has(progress, child.Node))
        {
            return;
        }

        switch (progress.Phase)
        {
            case MachinePhase.Entering:
                Await(burst, me);
                break;
            case MachinePhase.Waiting:
                Triggered(burst, me, child);
                break;
            case MachinePhase.Acting:
                Exit(burst, me);
                break;
            case MachinePhase.Exiting:
                Arrive(burst, me);
                break;
        }
    }

    // The triggers of the state wait on while somebody mends the machine, and what a person decides there counts.
    public override void ChildCompletedMeanwhile(ActivityExecution me, ActivityExecution child)
    {
        if (me.Progress is MachineProgress { Phase: MachinePhase.Waiting or MachinePhase.Deciding } progress
            && design.From(progress.State).FirstOrDefault(t => t.Transition.Trigger == child.Node) is { Transition: not null } found)
        {
            progress.Arrived.Add(found.Index);
        }
    }

    // The machine is where the activity stands; in another state all triggers wait, not only the one that was named.
    public override void ChildEntered(Burst burst, ActivityExecution me, ActivityNode child)
    {
        var before = (MachineProgress)me.Progress!;
        var now = design.PlaceOf(child, before);
        me.Progress = now;
        if (now.Phase == MachinePhase.Waiting && (before.Phase != MachinePhase.Waiting || before.State != now.State))
        {
            foreach (var (transition, _) in design.From(now.State))
            {
                if (transition.Trigger is { } trigger && trigger != child)
                {
                    burst.Schedule(trigger, me);
                }
            }
        }
    }

    // What waited in the state that was left waits no more.
    public override void ChildWithdrawn(Burst burst, ActivityExecution me, ActivityExecution child)
    {
        var progress = (MachineProgress)me.Progress!;
        foreach (var other in burst.State.Executions.OwnedBy(me))
        {
            if (!design.Has(progress, other.Node))
            {
                burst.Withdraw(other);
            }
        }
    }

    private void Enter(Burst burst, ActivityExecution me, int state)
    {
        var progress = (MachineProgress)me.Progress!;
        (progress.State, progress.Phase) = (state, MachinePhase.Entering);
        if (design.States[state].Entry is { } entry)
        {
            burst.Schedule(entry, me);
        }
        else
        {
            Await(burst, me);
        }
    }

    private void Await(Burst burst, ActivityExecution me)
    {
        var progress = (MachineProgress)me.Progress!;
        while (progress.Arrived is [var arrived, ..])
        {
            (progress.Phase, progress.Transition) = (MachinePhase.Deciding, arrived);
            progress.Arrived.RemoveAt(0);
            if (Holds(burst, me, design.Transitions[arrived]))
            {
                Take(burst, me, arrived);
                return;
            }
        }

        progress.Phase = MachinePhase.Waiting;
        var triggers = design.From(progress.State).Select(t => t.Transition.Trigger).OfType<ActivityNode>().ToList();
        if (triggers.Count == 0)
        {
            burst.Complete(me);
            return;
        }

        triggers.ForEach(trigger => burst.Schedule(trigger, me));
    }

    private void Triggered(Burst burst, ActivityExecution me, ActivityExecution trigger)
    {
        var progress = (MachineProgress)me.Progress!;
        var (transition, index) = design.From(progress.State).First(t => t.Transition.Trigger == trigger.Node);
        (progress.Phase, progress.Transition) = (MachinePhase.Deciding, index);
        if (Holds(burst, me, transition))
        {
            Take(burst, me, index);
        }
        else
        {
            progress.Phase = MachinePhase.Waiting;
            burst.Schedule(trigger.Node, me);
        }
    }

    private void Take(Burst burst, ActivityExecution me, int transition)
    {
        var progress = (MachineProgress)me.Progress!;
        (progress.Phase, progress.Transition) = (MachinePhase.Acting, transition);
        progress.Arrived.Clear();
        burst.State.Unschedule(me);
        foreach (var trigger in burst.State.Executions.OwnedBy(me))
        {
            burst.Withdraw(trigger);
        }

        Act(burst, me, transition);
    }

    private void Act(Burst burst, ActivityExecution me, int transition)
    {
        if (design.Transitions[transition].Action is { } action)
        {
            burst.Schedule(action, me);
        }
        else
        {
            Exit(burst, me);
        }
    }

    private void Exit(Burst burst, ActivityExecution me)
    {
        var progress = (MachineProgress)me.Progress!;
        progress.Phase = MachinePhase.Exiting;
        if (design.States[progress.State].Exit is { } exit)
        {
            burst.Schedule(exit, me);
        }
        else
        {
            Arrive(burst, me);
        }
    }

    // Somebody may have moved it to the way out of a state that no transition leads out of: that is the end.
    private void Arrive(Burst burst, ActivityExecution me)
    {
        var progress = (MachineProgress)me.Progress!;
        var (from, to, _, _, _) = design.Transitions.ElementAtOrDefault(progress.Transition) ?? new MachineTransition(-1, -1, null, null, null);
        if (from == progress.State && to >= 0)
        {
            Enter(burst, me, to);
        }
        else
        {
            burst.Complete(me);
        }
    }

    private static bool Holds(Burst burst, ActivityExecution me, MachineTransition transition) =>
        transition.Condition is null || burst.Flag(me, transition.Condition);
}
