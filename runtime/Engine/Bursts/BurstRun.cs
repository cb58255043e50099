using System.Text.Json.Nodes;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Bursts;

/// <summary>Drives a burst: what is scheduled runs first in, first out, until every branch waits or has ended.</summary>
internal static class BurstRun
{
    public static BurstResult Start(Burst burst, Stimulus.Start start)
    {
        burst.StartedBy = start.TriggerActivityId;
        burst.Record.Journal(JournalKind.InstanceStarted, null);
        burst.Schedule(burst.Workflow.Root, null);
        return Run(burst, null);
    }

    /// <param name="details">For the journal; null: nothing but the bookmark.</param>
    public static BurstResult Resume(Burst burst, OpenBookmark open, object? payload, JsonObject? details = null)
    {
        burst.State.OpenBookmarks.Remove(open);
        burst.Record.Closed(open);
        details ??= [];
        details["bookmark"] = open.Bookmark.Id;
        burst.Record.Journal(JournalKind.BookmarkConsumed, open.Execution, details);
        var execution = open.Execution;
        burst.Guard(execution, () => execution.Node.Activity.Resume(burst, execution, payload));
        return Run(burst, open.Bookmark.Id);
    }

    public static BurstResult Cancel(Burst burst, string reason)
    {
        burst.EndInstance();
        burst.Record.Journal(JournalKind.InstanceCancelled, null, new JsonObject { ["reason"] = reason });
        (burst.State.Status, burst.State.SubStatus) = (InstanceStatus.Finished, InstanceSubStatus.Cancelled);
        return burst.Record.Result(null);
    }

    private static BurstResult Run(Burst burst, string? consumed)
    {
        var guard = new LoopGuard(burst.World.Options.MaxActivitiesPerBurst);
        while (burst.TryNext(out var item))
        {
            if (item.Owner is { } owner)
            {
                owner.ScheduledChildren--;
                if (owner.Status != ActivityExecutionStatus.Running)
                {
                    continue;
                }
            }

            var execution = Begin(burst, item);
            if (!guard.Allows(item.Node))
            {
                burst.Fault(execution, guard.Explain(), endsInstance: true);
                burst.DropScheduled();
                break;
            }

            burst.Guard(execution, () => execution.Node.Activity.Execute(burst, execution));
        }

        Settle(burst);
        return burst.Record.Result(consumed);
    }

    private static ActivityExecution Begin(Burst burst, WorkItem item)
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

        burst.Record.Journal(JournalKind.ActivityStarted, execution);
        return execution;
    }

    private static void Settle(Burst burst)
    {
        var state = burst.State;
        if (!burst.HasEnded && !burst.HasFaulted)
        {
            (state.Status, state.SubStatus) = (InstanceStatus.Running, InstanceSubStatus.Suspended);
            burst.Record.Journal(JournalKind.InstanceSuspended, null);
            return;
        }

        // The executions of a faulted instance stay for whoever mends it; nothing may wake it meanwhile.
        burst.RemoveBookmarks(_ => true);
        (state.Status, state.SubStatus) =
            (InstanceStatus.Finished, burst.HasFaulted ? InstanceSubStatus.Faulted : InstanceSubStatus.Finished);
        burst.Record.Journal(burst.HasFaulted ? JournalKind.InstanceFaulted : JournalKind.InstanceFinished, null);
    }
}
