using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Further tries of what failed: by a policy, or because a person asks for one.</summary>
internal static class BurstRetries
{
    /// <summary>Name of the bookmark at which an activity that failed waits for its next try.</summary>
    public const string Bookmark = "LowCode.Retry";

    /// <summary>Tries an execution that failed again, later and as its policy says.</summary>
    /// <returns>False: it has no policy, or no try left.</returns>
    public static bool RetryLater(this Burst burst, ActivityExecution me, IncidentReason reason)
    {
        if (me.Node.Retry is not { } policy || me.Retries >= policy.Attempts)
        {
            return false;
        }

        burst.Clear(me);
        me.Retries++;
        me.AwaitsRetry = true;
        var due = burst.Later(policy.DelayBefore(me.Retries, burst.World.Random.NextFraction));
        var payload = new JsonObject { ["attempt"] = me.Retries, ["resumeAt"] = DataValue.ToText(due) };
        var bookmark = burst.Wait(me, Bookmark, BookmarkHash.Of(Bookmark, payload, me.Id), payload);
        burst.Effect(new Effect.SetTimer(bookmark, due));
        burst.Record.Journal(JournalKind.RetryScheduled, me, new JsonObject { ["attempt"] = me.Retries, ["message"] = reason.Message, ["reason"] = reason.ToJson() });
        return true;
    }

    /// <summary>Runs an execution that failed once more.</summary>
    public static void RetryNow(this Burst burst, ActivityExecution me)
    {
        me.AwaitsRetry = false;
        burst.Record.Journal(JournalKind.ActivityRetried, me);
        switch (me.Progress)
        {
            case PendingEnd pending:
                me.Progress = null;
                EndAgain(burst, me, pending.Outcomes);
                break;
            case PendingCancel:
                me.Progress = null;
                burst.Cancel(me);
                break;
            default:
                burst.Guard(me, () => me.Node.Activity.Retry(burst, me));
                break;
        }
    }

    /// <summary>An activity has ended, but its container failed to take that: it stays, knowing how it ended.</summary>
    /// <param name="outcomes">Null: it was cancelled.</param>
    public static ActivityExecution TakeBack(this Burst burst, ActivityExecution owner, ActivityExecution ended, IReadOnlyList<string>? outcomes)
    {
        ended.Status = ActivityExecutionStatus.Running;

        // Its variables are read by nobody any more, and those of a used workflow cannot be kept without it.
        ended.Variables = null;
        ended.Progress = outcomes is null ? new PendingCancel() : new PendingEnd(outcomes);
        burst.State.Executions.Add(ended);
        owner.RunningChildren++;
        return ended;
    }

    // The journal tells outcomes only where they are not the usual one.
    private static void EndAgain(Burst burst, ActivityExecution me, IReadOnlyList<string> outcomes)
    {
        if (outcomes is ["Done"])
        {
            burst.Complete(me);
        }
        else
        {
            burst.Complete(me, outcomes);
        }
    }
}
