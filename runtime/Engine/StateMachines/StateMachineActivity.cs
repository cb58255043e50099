using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.StateMachines;

/// <summary>
/// States and transitions between them. A state is entered, then the first transition without a trigger whose condition holds is taken,
/// else all triggers wait; one that completes takes its transition if the condition holds, and waits again if not. A transition withdraws
/// the other triggers, leaves the state and runs its action. A state that no transition leads out of is the end.
/// </summary>
internal sealed class StateMachineActivity(StateMachineDesign design) : Activity
{
    /// <summary>Transitions in a row that run no activity: more than that are a circle.</summary>
    private const int MostSilent = 1_000;

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
        Enter(burst, me, design.Start, 0);
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (me.IsBreaking)
        {
            burst.Complete(me);
            return;
        }

        var progress = (MachineProgress)me.Progress!;
        switch (progress.Phase)
        {
            case MachinePhase.Entering:
                Await(burst, me, 0);
                break;
            case MachinePhase.Waiting:
                Triggered(burst, me, child);
                break;
            case MachinePhase.Exiting:
                Act(burst, me, 0);
                break;
            case MachinePhase.Acting:
                Enter(burst, me, design.Transitions[progress.Transition].To, 0);
                break;
        }
    }

    private void Enter(Burst burst, ActivityExecution me, int state, int silent)
    {
        if (silent > MostSilent)
        {
            throw new ActivityFaultException($"Expected the state machine to come to rest, but it goes round through state '{design.States[state].Name}'.");
        }

        var progress = (MachineProgress)me.Progress!;
        (progress.State, progress.Phase) = (state, MachinePhase.Entering);
        if (design.States[state].Entry is { } entry)
        {
            burst.Schedule(entry, me);
        }
        else
        {
            Await(burst, me, silent);
        }
    }

    private void Await(Burst burst, ActivityExecution me, int silent)
    {
        var progress = (MachineProgress)me.Progress!;
        progress.Phase = MachinePhase.Waiting;
        var outbound = design.From(progress.State).ToList();
        if (outbound.Count == 0)
        {
            burst.Complete(me);
            return;
        }

        foreach (var (transition, index) in outbound.Where(t => t.Transition.Trigger is null))
        {
            if (Holds(burst, me, transition))
            {
                Leave(burst, me, index, silent);
                return;
            }
        }

        foreach (var (transition, _) in outbound.Where(t => t.Transition.Trigger is not null))
        {
            burst.Schedule(transition.Trigger!, me);
        }

        if (outbound.TrueForAll(t => t.Transition.Trigger is null))
        {
            burst.Report(me, me.Node, $"State '{design.States[progress.State].Name}' cannot be left: no transition out of it has a trigger or a condition that holds.");
        }
    }

    private void Triggered(Burst burst, ActivityExecution me, ActivityExecution trigger)
    {
        var state = ((MachineProgress)me.Progress!).State;
        var (transition, index) = design.From(state).First(t => t.Transition.Trigger == trigger.Node);
        if (Holds(burst, me, transition))
        {
            Leave(burst, me, index, 0);
        }
        else
        {
            burst.Schedule(trigger.Node, me);
        }
    }

    private void Leave(Burst burst, ActivityExecution me, int transition, int silent)
    {
        var progress = (MachineProgress)me.Progress!;
        (progress.Phase, progress.Transition) = (MachinePhase.Exiting, transition);
        burst.State.Unschedule(me);
        foreach (var trigger in burst.State.Executions.OwnedBy(me))
        {
            burst.Cancel(trigger);
        }

        if (design.States[progress.State].Exit is { } exit)
        {
            burst.Schedule(exit, me);
        }
        else
        {
            Act(burst, me, silent);
        }
    }

    private void Act(Burst burst, ActivityExecution me, int silent)
    {
        var progress = (MachineProgress)me.Progress!;
        progress.Phase = MachinePhase.Acting;
        var transition = design.Transitions[progress.Transition];
        if (transition.Action is { } action)
        {
            burst.Schedule(action, me);
        }
        else
        {
            Enter(burst, me, transition.To, silent + 1);
        }
    }

    private static bool Holds(Burst burst, ActivityExecution me, MachineTransition transition) =>
        transition.Condition is null || burst.Flag(me, transition.Condition);
}
