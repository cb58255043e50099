using LowCode.Engine.Commits;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Tells whether a burst is to be committed midway. A burst inside another one is committed with it.</summary>
internal readonly struct CommitRule(Burst burst)
{
    private readonly CommitStrategy _strategy = burst.Workflow.CommitStrategy ?? burst.World.Options.CommitStrategy;
    private readonly bool _isInner = burst.World.Depth > 0;

    // The root begins in the burst that starts the instance: before it there is nothing to commit.
    public bool Before(ScheduledActivity next) => !_isInner && next.Owner is not null
        && (next.Node.CommitPoint ?? (_strategy == CommitStrategy.ActivityExecuting ? CommitPoint.Before : CommitPoint.None)).HasFlag(CommitPoint.Before);

    public bool After(ActivityExecution execution)
    {
        if (_isInner)
        {
            return false;
        }

        if (_strategy == CommitStrategy.WorkflowExecuting && execution.Owner is null)
        {
            return true;
        }

        return execution.Node.CommitPoint is { } own ? own.HasFlag(CommitPoint.After) : _strategy switch
        {
            CommitStrategy.ActivityExecuted => true,
            CommitStrategy.Periodic => burst.State.RunLength % burst.World.Options.PeriodicCommit == 0,
            _ => false,
        };
    }
}
