using LowCode.Engine.Bursts;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

/// <summary>Bursts that a person sets in motion.</summary>
internal static class InterventionRun
{
    public static BurstResult Run(Burst burst, Stimulus.Intervene stimulus, InterventionPlan plan)
    {
        burst.Record.Journal(JournalKind.Intervened, null, InterventionJournal.Of(stimulus));
        if (!plan.GoesOn)
        {
            plan.Apply!(burst);
            return burst.Record.Result(null);
        }

        if (burst.State.IsMidway)
        {
            burst.Record.CloseContinuation();
        }

        if (burst.State.Status == InstanceStatus.Finished)
        {
            Revive(burst);
        }

        plan.Apply!(burst);
        return BurstRun.Run(burst, null);
    }

    public static BurstResult Cancel(Burst burst, Stimulus.Cancel cancel)
    {
        foreach (var execution in burst.State.Executions.All().Where(e => e.Status == ActivityExecutionStatus.Faulted))
        {
            burst.State.Resolve(execution, new IncidentResolution(IncidentResolutionKind.Superseded, cancel.Actor, cancel.Reason, burst.Now));
        }

        burst.EndInstance();
        burst.Record.Journal(JournalKind.InstanceCancelled, null, InterventionJournal.Of(cancel));
        (burst.State.Status, burst.State.SubStatus) = (InstanceStatus.Finished, InstanceSubStatus.Cancelled);
        ParentLink.ReportEnd(burst);
        return burst.Record.Result(null);
    }

    /// <summary>An instance that ended faulted goes on.</summary>
    private static void Revive(Burst burst)
    {
        var state = burst.State;
        OpenBookmark[] parked = [.. state.Parked];
        state.Parked.Clear();
        (state.Status, state.SubStatus) = (InstanceStatus.Running, InstanceSubStatus.Executing);
        foreach (var open in parked)
        {
            var (_, _, execution) = open;
            if (execution.AwaitsRetry)
            {
                burst.WaitAgain(open);
            }
            else
            {
                burst.Guard(execution, () => execution.Node.Activity.Reopen(burst, execution, open));
            }
        }
    }
}
