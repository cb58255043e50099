using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Events;
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

    private readonly Queue<WorkItem> _queue = new();

    public Burst(BurstWorld world, CompiledWorkflow workflow, InstanceState state)
    {
        World = world;
        Workflow = workflow;
        State = state;
        Record = new BurstRecord(state);
        Data = new BurstData(this);
    }

    public BurstWorld World { get; }

    public CompiledWorkflow Workflow { get; }

    public InstanceState State { get; }

    public BurstRecord Record { get; }

    public BurstData Data { get; }

    public DateTimeOffset Now => World.Context.Now;

    /// <summary>The trigger that started the instance, until its activity was met.</summary>
    public string? StartedBy { get; set; }

    /// <summary>An incident must end the instance when the burst has come to rest.</summary>
    public bool HasFaulted { get; private set; }

    /// <summary>The root completed, or an activity ended the instance.</summary>
    public bool HasEnded { get; private set; }

    /// <param name="given">Values of the first variables of the execution.</param>
    public void Schedule(ActivityNode node, ActivityExecution? owner, bool isBackward = false, object?[]? given = null)
    {
        _queue.Enqueue(new WorkItem(node, owner, isBackward, given));
        if (owner is not null)
        {
            owner.ScheduledChildren++;
        }
    }

    public bool TryNext(out WorkItem item) => _queue.TryDequeue(out item);

    public bool IsScheduled(ActivityNode node, ActivityExecution owner)
    {
        foreach (var item in _queue)
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
            Guard(owner, () => owner.Node.Activity.ChildCompleted(this, owner, me, outcomes));
        }
    }

    public void Cancel(ActivityExecution execution)
    {
        if (execution.Status is ActivityExecutionStatus.Completed or ActivityExecutionStatus.Cancelled)
        {
            return;
        }

        Leave(execution, ActivityExecutionStatus.Cancelled);
        Record.Journal(JournalKind.ActivityCancelled, execution);
        if (execution.Owner is { Status: ActivityExecutionStatus.Running } owner)
        {
            Guard(owner, () => owner.Node.Activity.ChildCancelled(this, owner, execution));
        }
    }

    /// <summary>Stops an execution for a reason that a person can mend.</summary>
    public void Fault(ActivityExecution execution, string message, bool endsInstance = false)
    {
        if (execution.Status != ActivityExecutionStatus.Running)
        {
            return;
        }

        execution.Status = ActivityExecutionStatus.Faulted;
        RemoveBookmarks(b => b.Execution == execution);
        if (execution.Owner is { } owner)
        {
            owner.RunningChildren--;
            owner.FaultedChildren++;
        }

        State.IncidentList.Add(new Incident(execution.ActivityId, execution.Node.Type, execution.Id, message, Now));
        Record.Journal(JournalKind.ActivityFaulted, execution);
        Record.Journal(JournalKind.IncidentRaised, execution, new JsonObject { ["message"] = message });
        HasFaulted |= endsInstance || (Workflow.IncidentStrategy ?? World.Options.IncidentStrategy) == IncidentStrategy.Fault;
    }

    /// <summary>Raises an incident about an activity that cannot go on although nothing has failed: the instance stays as it is.</summary>
    /// <param name="by">The container that noticed.</param>
    public void Report(ActivityExecution by, ActivityNode about, string message)
    {
        State.IncidentList.Add(new Incident(about.Id, about.Type, by.Id, message, Now));
        Record.Journal(JournalKind.IncidentRaised, by, new JsonObject { ["about"] = about.Id, ["message"] = message });
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

        DropScheduled();
        RemoveBookmarks(_ => true);
        foreach (var execution in State.Executions.All())
        {
            if (execution.Status == ActivityExecutionStatus.Running)
            {
                execution.Status = ActivityExecutionStatus.Cancelled;
                Record.Journal(JournalKind.ActivityCancelled, execution);
            }
        }

        State.Executions.Clear();
    }

    public void DropScheduled() => _queue.Clear();

    /// <summary>True once, for the activity whose trigger started the instance.</summary>
    public bool TakesStart(ActivityExecution me)
    {
        if (StartedBy is null || StartedBy != me.ActivityId)
        {
            return false;
        }

        StartedBy = null;
        return true;
    }

    /// <summary>Waits until somebody resumes the bookmark.</summary>
    /// <param name="isSpecific">The bookmark is this execution's alone; no stimulus without an address matches it.</param>
    /// <returns>The id of the bookmark.</returns>
    public string Wait(ActivityExecution me, JsonObject? payload, bool isSpecific = true)
    {
        var number = ++State.LastBookmark;
        var hash = BookmarkHash.Of(me.Node.Type, payload, isSpecific ? me.Id : null);
        var id = string.Create(CultureInfo.InvariantCulture, $"b{number}");
        var bookmark = new Bookmark(id, me.Node.Type, hash, payload, me.ActivityId, me.Id, Now);
        State.OpenBookmarks.Add(new OpenBookmark(number, bookmark, me));
        Record.Journal(JournalKind.BookmarkCreated, me, new JsonObject { ["bookmark"] = id });
        return id;
    }

    public void Effect(Effect effect) => Record.Effect(effect);

    public void RemoveBookmarks(Predicate<OpenBookmark> match)
    {
        for (var i = 0; i < State.OpenBookmarks.Count; i++)
        {
            var open = State.OpenBookmarks[i];
            if (match(open))
            {
                State.OpenBookmarks.RemoveAt(i--);
                Record.Closed(open);
                Record.Journal(JournalKind.BookmarkRemoved, open.Execution, new JsonObject { ["bookmark"] = open.Bookmark.Id });
            }
        }
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
            Fault(execution, fault.Message);
        }
    }

    private static JsonObject Outcomes(IReadOnlyList<string> outcomes) =>
        new() { ["outcomes"] = new JsonArray([.. outcomes.Select(o => JsonValue.Create(o))]) };

    // The status changes first, so that ends of children do not come back to an owner that is leaving.
    private void Leave(ActivityExecution execution, ActivityExecutionStatus status)
    {
        var wasRunning = execution.Status == ActivityExecutionStatus.Running;
        execution.Status = status;
        if (execution.RunningChildren + execution.FaultedChildren > 0)
        {
            foreach (var child in State.Executions.OwnedBy(execution))
            {
                Cancel(child);
            }
        }

        if (State.OpenBookmarks.Count > 0)
        {
            RemoveBookmarks(b => b.Execution == execution);
        }

        State.Executions.Remove(execution);
        if (execution.Owner is { } owner)
        {
            owner.RunningChildren -= wasRunning ? 1 : 0;
            owner.FaultedChildren -= wasRunning ? 0 : 1;
        }
    }
}
