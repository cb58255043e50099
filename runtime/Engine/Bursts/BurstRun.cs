using System.Text.Json.Nodes;
using LowCode.Engine.Interventions;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Bursts;

/// <summary>Drives a burst: what is scheduled runs first in, first out, until every branch waits or has ended.</summary>
internal static class BurstRun
{
    public static BurstResult Start(Burst burst, Stimulus.Start start)
    {
        burst.State.StartedBy = start.TriggerActivityId;
        burst.Record.Journal(JournalKind.InstanceStarted, null);
        burst.Schedule(burst.Workflow.Root, null);
        return Run(burst, null);
    }

    /// <summary>Goes on with a run that was committed midway.</summary>
    public static BurstResult GoOn(Burst burst) => Run(burst, Continuation.BookmarkId, hasNews: false);

    /// <param name="details">For the journal; null: nothing but the bookmark.</param>
    public static BurstResult Resume(Burst burst, OpenBookmark open, object? payload, JsonObject? details = null)
    {
        var execution = open.Execution;
        var isConsumed = execution.AwaitsRetry || !execution.Node.Activity.KeepsBookmark;
        if (isConsumed)
        {
            burst.State.OpenBookmarks.Remove(open);
            burst.Record.Closed(open);
        }

        details ??= [];
        details["bookmark"] = open.Bookmark.Id;
        burst.Record.Journal(isConsumed ? JournalKind.BookmarkConsumed : JournalKind.BookmarkResumed, execution, details);
        if (execution.AwaitsRetry)
        {
            burst.RetryNow(execution);
        }
        else
        {
            burst.Guard(execution, () =>
            {
                if (open.DueAt is not { } due || !execution.Node.Activity.PassesOver(burst, execution, due))
                {
                    execution.Node.Activity.Resume(burst, execution, payload);
                }
            });
        }

        return Run(burst, isConsumed ? open.Bookmark.Id : null);
    }

    /// <param name="hasNews">Something has happened that is not committed.</param>
    public static BurstResult Run(Burst burst, string? consumed, bool hasNews = true)
    {
        var guard = new LoopGuard(burst.State, burst.World.Options.MaxActivitiesPerBurst, burst.World.Depth == 0 ? "" : burst.Workflow.DefinitionId + "/");
        var commits = new CommitRule(burst);
        while (burst.State.Scheduled.TryPeek(out var item))
        {
            var isAlive = item.Owner is null || item.Owner.Status == ActivityExecutionStatus.Running;
            if (isAlive && hasNews && commits.Before(item))
            {
                return Yield(burst, consumed);
            }

            burst.State.Scheduled.Dequeue();
            if (item.Owner is not null)
            {
                item.Owner.ScheduledChildren--;
            }

            if (!isAlive)
            {
                continue;
            }

            hasNews = true;
            var execution = Begin(burst, item);
            if (!guard.Allows(item.Node))
            {
                burst.Fault(execution, guard.Explain(), endsInstance: true);
                break;
            }

            burst.Guard(execution, () => execution.Node.Activity.Execute(burst, execution));
            if (burst.State.Scheduled.Count > 0 && commits.After(execution))
            {
                return Yield(burst, consumed);
            }
        }

        (burst.Length, burst.Trail) = (burst.State.RunLength, [.. burst.State.RunTrail]);
        Settle(burst);
        return burst.Record.Result(consumed);
    }

    private static BurstResult Yield(Burst burst, string? consumed)
    {
        var state = burst.State;
        (state.Status, state.SubStatus, state.RandomState) = (InstanceStatus.Running, InstanceSubStatus.Executing, burst.World.Random.State);
        burst.Record.Journal(JournalKind.InstanceYielded, null);
        burst.Record.Effect(Continuation.Timer(burst));
        return burst.Record.Result(consumed, Continuation.Bookmark(burst, state.Executions.All().First()));
    }

    private static ActivityExecution Begin(Burst burst, ScheduledActivity item)
    {
        var execution = new ActivityExecution(++burst.State.LastExecution, item.Node.Id, item.Owner)
        {
            Node = item.Node,
            IsBackward = item.IsBackward,
        };
        if (item.Node.Variables.Length > 0)
        {
            execution.Variables = VariableScope.Of(item.Node.Variables);
            for (var i = 0; i < (item.Given?.Length ?? 0); i++)
            {
                execution.Variables[i] = item.Given![i];
            }
        }

        burst.State.Executions.Add(execution);
        if (item.Owner is not null)
        {
            item.Owner.RunningChildren++;
        }

        burst.Record.Started(execution, item.By);
        return execution;
    }

    private static void Suspend(Burst burst)
    {
        burst.State.Variables!.Suspend(burst.Workflow.Variables);
        foreach (var execution in burst.State.Executions.All())
        {
            execution.Variables?.Suspend(execution.Progress is UsedWorkflow used ? used.Workflow.VariablesInUse : execution.Node.Variables);
        }
    }

    private static void Settle(Burst burst)
    {
        var state = burst.State;
        var hasFaulted = state.IsFaulting;
        (state.IsFaulting, state.StartedBy, state.RunLength, state.RandomState) = (false, null, 0, 0);
        state.RunTrail.Clear();
        if (!burst.HasEnded && !hasFaulted)
        {
            (state.Status, state.SubStatus) = (InstanceStatus.Running, InstanceSubStatus.Suspended);
            Suspend(burst);
            burst.Record.Journal(JournalKind.InstanceSuspended, null);
            return;
        }

        // The executions of a faulted instance stay for whoever mends it; nothing may wake it meanwhile.
        state.Parked.AddRange(state.OpenBookmarks);
        burst.RemoveBookmarks(_ => true);
        var (end, line) = hasFaulted ? (InstanceSubStatus.Faulted, JournalKind.InstanceFaulted)
            : burst.IsCancelled ? (InstanceSubStatus.Cancelled, JournalKind.InstanceCancelled)
            : (InstanceSubStatus.Finished, JournalKind.InstanceFinished);
        (state.Status, state.SubStatus) = (InstanceStatus.Finished, end);
        burst.Record.Journal(line, null);

        // Who started it inside the own burst sees how it ended.
        if (burst.World.Depth == 0)
        {
            ParentLink.ReportEnd(burst);
        }
    }
}
