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

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        var progress = (MachineProgress)me.Progress!;
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
                Enter(burst, me, design.Transitions[progress.Transition].To);
                break;
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
        var state = ((MachineProgress)me.Progress!).State;
        var (transition, index) = design.From(state).First(t => t.Transition.Trigger == trigger.Node);
        if (Holds(burst, me, transition))
        {
            Take(burst, me, index);
        }
        else
        {
            burst.Schedule(trigger.Node, me);
        }
    }

    private void Take(Burst burst, ActivityExecution me, int transition)
    {
        var progress = (MachineProgress)me.Progress!;
        (progress.Phase, progress.Transition) = (MachinePhase.Acting, transition);
        burst.State.Unschedule(me);
        foreach (var trigger in burst.State.Executions.OwnedBy(me))
        {
            burst.Cancel(trigger);
        }

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
            Enter(burst, me, design.Transitions[progress.Transition].To);
        }
    }

    private static bool Holds(Burst burst, ActivityExecution me, MachineTransition transition) =>
        transition.Condition is null || burst.Flag(me, transition.Condition);
}
