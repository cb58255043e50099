using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>
/// What activities act through while a burst runs: they schedule, complete, cancel and wait here, so that whatever happens is recorded.
/// <see cref="BurstRun"/> drives it.
/// </summary>
internal sealed class Burst
{
    private static readonly string[] _done = ["Done"];

    /// <summary>The execution whose owner is hearing of its end.</summary>
    private ActivityExecution? _ended;

    public Burst(BurstWorld world, CompiledWorkflow workflow, InstanceState state)
    {
        World = world;
        Workflow = workflow;
        State = state;
        Record = new BurstRecord(state);
        Data = new BurstData(this);
        world.Family.Add((workflow, state, world.Instance));
    }

    public BurstWorld World { get; }

    public CompiledWorkflow Workflow { get; }

    public InstanceState State { get; }

    public BurstRecord Record { get; }

    public BurstData Data { get; }

    /// <summary>Activities that have begun in the run, known when it has come to rest.</summary>
    public int Length { get; set; }

    /// <summary>The last of them where they were many, known at the same time.</summary>
    public IReadOnlyList<string> Trail { get; set; } = [];

    public DateTimeOffset Now => World.Context.Now;

    /// <summary>The root completed, or an activity ended the instance.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The root was cancelled: the instance ended without coming to its end.</summary>
    public bool IsCancelled { get; private set; }

    /// <param name="given">Values of the first variables of the execution.</param>
    public void Schedule(ActivityNode node, ActivityExecution? owner, bool isBackward = false, object?[]? given = null)
    {
        // A loop begins each round itself, whoever ended the last one.
        var by = owner is null || owner.Node.Activity.IsLoop ? null : _ended?.Id;
        State.Scheduled.Enqueue(new ScheduledActivity(node.Id, owner, isBackward, given) { Node = node, By = by });
        if (owner is not null)
        {
            owner.ScheduledChildren++;
        }
    }

    public bool IsScheduled(ActivityNode node, ActivityExecution owner)
    {
        foreach (var item in State.Scheduled)
        {
            if (item.Node == node && item.Owner == owner)
            {
                return true;
            }
        }

        return false;
    }

    public void Complete(ActivityExecution me) => Complete(me, _done);

    /// <summary>Ends an execution, and whatever it still owns; then its owner decides what is next.</summary>
    public void Complete(ActivityExecution me, IReadOnlyList<string> outcomes)
    {
        if (me.Status != ActivityExecutionStatus.Running)
        {
            return;
        }

        Leave(me, ActivityExecutionStatus.Completed);
        var isPlain = ReferenceEquals(outcomes, _done);
        Record.Journal(JournalKind.ActivityCompleted, me, isPlain ? null : Outcomes(outcomes));
        if (me.Owner is not { } owner)
        {
            EndInstance();
        }
        else if (owner.Status == ActivityExecutionStatus.Running)
        {
            Tell(owner, me, outcomes);
        }
        else if (owner.Status == ActivityExecutionStatus.Faulted)
        {
            owner.Node.Activity.ChildCompletedMeanwhile(owner, me);
        }
    }

    public void Cancel(ActivityExecution execution)
    {
        if (execution.Status is ActivityExecutionStatus.Completed or ActivityExecutionStatus.Cancelled)
        {
            return;
        }

        Withdraw(execution);
        if (execution.Owner is not { } owner)
        {
            IsCancelled = true;
            EndInstance();
        }
        else if (owner.Status == ActivityExecutionStatus.Running)
        {
            Tell(owner, execution, outcomes: null);
        }
    }

    /// <summary>Ends an execution, and whatever it still owns; its owner is not told.</summary>
    public void Withdraw(ActivityExecution execution)
    {
        Leave(execution, ActivityExecutionStatus.Cancelled);
        execution.Node.Activity.Cancelled(this, execution);
        Record.Journal(JournalKind.ActivityCancelled, execution);
    }

    /// <summary>Ends an execution without asking its owner, who is about to end as well.</summary>
    public void CompleteUnheard(ActivityExecution me)
    {
        Leave(me, ActivityExecutionStatus.Completed);
        Record.Journal(JournalKind.ActivityCompleted, me);
    }

    /// <summary>Stops an execution for a reason that a person can mend, unless its retry policy has a try left.</summary>
    public void Fault(ActivityExecution execution, IncidentReason reason, bool endsInstance = false, JsonObject? details = null, bool isFinal = false)
    {
        if (execution.Status != ActivityExecutionStatus.Running || (!endsInstance && !isFinal && this.RetryLater(execution, reason)))
        {
            return;
        }

        execution.Status = ActivityExecutionStatus.Faulted;
        this.RemoveBookmarks(b => b.Execution == execution);
        if (execution.Owner is { } owner)
        {
            owner.RunningChildren--;
            owner.FaultedChildren++;
        }

        State.IncidentList.Add(new Incident(execution.ActivityId, execution.Node.Type, execution.Id, reason.Message, Now) { Reason = reason });
        Record.Journal(JournalKind.ActivityFaulted, execution);
        var raised = new JsonObject { ["message"] = reason.Message };
        details?.ToList().ForEach(d => raised[d.Key] = d.Value?.DeepClone());
        raised["reason"] = reason.ToJson();
        Record.Journal(JournalKind.IncidentRaised, execution, raised);
        State.IsFaulting |= endsInstance || (Workflow.IncidentStrategy ?? World.Options.IncidentStrategy) == IncidentStrategy.Fault;
    }

    /// <summary>Raises an incident about an activity that cannot go on although nothing has failed: the instance stays as it is.</summary>
    /// <param name="by">The container that noticed.</param>
    public void Report(ActivityExecution by, ActivityNode about, IncidentReason reason)
    {
        State.IncidentList.Add(new Incident(about.Id, about.Type, by.Id, reason.Message, Now) { Reason = reason });
        Record.Journal(JournalKind.IncidentRaised, by, new JsonObject { ["about"] = about.Id, ["message"] = reason.Message, ["reason"] = reason.ToJson() });
    }

    /// <summary>Ends the whole instance at once: what is open is cancelled, what is scheduled is dropped.</summary>
    /// <param name="by">The activity that does it, which counts as completed.</param>
    public void EndInstance(ActivityExecution? by = null)
    {
        HasEnded = true;
        if (by is not null)
        {
            by.Status = ActivityExecutionStatus.Completed;
            Record.Journal(JournalKind.ActivityCompleted, by);
        }

        State.Scheduled.Clear();
        this.RemoveBookmarks(_ => true);
        foreach (var execution in State.Executions.All())
        {
            if (execution.Status == ActivityExecutionStatus.Running)
            {
                execution.Status = ActivityExecutionStatus.Cancelled;
                execution.Node.Activity.Cancelled(this, execution);
                Record.Journal(JournalKind.ActivityCancelled, execution);
            }
        }

        State.Executions.Clear();
        State.Parked.Clear();
    }

    /// <summary>Takes an execution that an incident stopped back among the running ones, with nothing in it.</summary>
    public void Unfault(ActivityExecution me, IncidentResolution resolution)
    {
        State.Resolve(me, resolution);
        Clear(me);
        if (me.Owner is { } owner)
        {
            owner.RunningChildren++;
            owner.FaultedChildren--;
        }
    }

    /// <summary>True once, for the activity whose trigger started the instance.</summary>
    public bool TakesStart(ActivityExecution me)
    {
        if (State.StartedBy is null || State.StartedBy != me.ActivityId)
        {
            return false;
        }

        State.StartedBy = null;
        return true;
    }

    /// <summary>Something that leaves the instance: what delivers it knows it by the execution and the number.</summary>
    public void Effect(ActivityExecution by, Effect effect) => Record.Effect(effect with { Number = by.LastEffect++ });

    public void Effect(Effect effect)
    {
        if (effect is Effect.SetTimer timer && State.OpenBookmarks.FindLast(b => b.Bookmark.Id == timer.BookmarkId) is { } open)
        {
            open.DueAt = timer.DueAt;
        }

        Record.Effect(effect);
    }

    /// <summary>A fault of the process's own making is an incident; every other exception is a bug and goes to the caller.</summary>
    public void Guard(ActivityExecution execution, Action action)
    {
        try
        {
            action();
        }
        catch (ActivityFaultException fault)
        {
            Fault(execution, fault.Reason, details: fault.Details, isFinal: fault.IsFinal);
        }
    }

    /// <summary>It stays open, but what it owned is gone, and it does not hear of that.</summary>
    public void Clear(ActivityExecution me)
    {
        me.Status = ActivityExecutionStatus.Faulted;
        CancelOwned(me);
        this.RemoveBookmarks(b => b.Execution == me);
        State.Unschedule(me);
        me.Status = ActivityExecutionStatus.Running;
    }

    /// <param name="outcomes">Null: it was cancelled.</param>
    private void Tell(ActivityExecution owner, ActivityExecution ended, IReadOnlyList<string>? outcomes)
    {
        var before = _ended;
        _ended = ended;
        try
        {
            if (outcomes is null)
            {
                owner.Node.Activity.ChildCancelled(this, owner, ended);
            }
            else
            {
                owner.Node.Activity.ChildCompleted(this, owner, ended, outcomes);
            }
        }
        catch (ActivityFaultException fault)
        {
            var blamed = owner.Node.Activity.BlamesChild ? this.TakeBack(owner, ended, outcomes) : owner;
            Fault(blamed, fault.Reason, details: fault.Details, isFinal: fault.IsFinal);
        }

        _ended = before;
    }

    private static JsonObject Outcomes(IReadOnlyList<string> outcomes) =>
        new() { ["outcomes"] = new JsonArray([.. outcomes.Select(o => JsonValue.Create(o))]) };

    private void CancelOwned(ActivityExecution owner)
    {
        if (owner.RunningChildren + owner.FaultedChildren > 0)
        {
            foreach (var child in State.Executions.OwnedBy(owner))
            {
                Cancel(child);
            }
        }
    }

    // The status changes first, so that ends of children do not come back to an owner that is leaving.
    private void Leave(ActivityExecution execution, ActivityExecutionStatus status)
    {
        var wasRunning = execution.Status == ActivityExecutionStatus.Running;
        execution.Status = status;
        CancelOwned(execution);

        // Read back after a commit midway, it would have no owner whose end could stop it.
        State.Unschedule(execution);
        if (State.OpenBookmarks.Count > 0)
        {
            this.RemoveBookmarks(b => b.Execution == execution);
        }

        if (execution.Progress is UsedWorkflow)
        {
            Data.Forget(execution);
        }

        State.Executions.Remove(execution);
        if (State.IncidentList.Count > 0)
        {
            State.Resolve(execution, new IncidentResolution(IncidentResolutionKind.Superseded, null, null, Now));
        }

        if (execution.Owner is { } owner)
        {
            owner.RunningChildren -= wasRunning ? 1 : 0;
            owner.FaultedChildren -= wasRunning ? 0 : 1;
        }
    }
}
