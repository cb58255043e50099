using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Activities;

/// <summary>
/// The behaviour of one activity of one definition. It is made when the definition is compiled, is immutable and shared by all instances;
/// what differs per run lies in the <see cref="ActivityExecution"/>. An execution begins with <see cref="Execute"/> and ends with exactly
/// one of <see cref="Burst.Complete(ActivityExecution)"/>, a fault, or a cancellation by its owner. In between it may wait at bookmarks
/// (each consumed one calls <see cref="Resume"/>) and own other executions (each end of one calls <see cref="ChildCompleted"/> or
/// <see cref="ChildCancelled"/>; the type decides, so nothing but the owner's id is stored).
/// </summary>
internal abstract class Activity
{
    /// <summary>Ends the container that directly holds it.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>A Break inside ends it.</summary>
    public virtual bool IsLoop => false;

    /// <summary>Its bookmark may be resumed again, until it ends.</summary>
    public virtual bool KeepsBookmark => false;

    /// <summary>The ports that it can leave by; null: only a run knows them.</summary>
    /// <param name="usual">The ports that every activity of its type has.</param>
    public virtual IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => usual;

    /// <summary>What starts instances where the activity is a trigger of its workflow.</summary>
    public virtual IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes) => [];

    /// <exception cref="Incidents.ActivityFaultException">The activity cannot go on; becomes an incident.</exception>
    public abstract void Execute(Burst burst, ActivityExecution me);

    public virtual void Resume(Burst burst, ActivityExecution me, object? payload) => burst.Complete(me);

    /// <summary>
    /// Its timer fires, long after it was due perhaps. True: that time is passed over, and it waits for the next one at another bookmark;
    /// false: <see cref="Resume"/>.
    /// </summary>
    public virtual bool PassesOver(Burst burst, ActivityExecution me, DateTimeOffset due) => false;

    /// <summary>
    /// What fails while it takes the end or the cancellation of a child is a fault of that child, which stays and can be tried again; the other
    /// children go on.
    /// Else it is a fault of the container.
    /// </summary>
    public virtual bool BlamesChild => false;

    /// <summary>It failed and is run again. What it owned is cancelled already; a loop goes on with the round that failed.</summary>
    public virtual void Retry(Burst burst, ActivityExecution me) => Execute(burst, me);

    /// <summary>It was cancelled, or the instance ends without it: what it has set going outside is withdrawn.</summary>
    public virtual void Cancelled(Burst burst, ActivityExecution me)
    {
    }

    public virtual void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
    }

    /// <summary>A child has completed while an incident holds its container: what would be lost otherwise is kept for when that is mended.</summary>
    public virtual void ChildCompletedMeanwhile(ActivityExecution me, ActivityExecution child)
    {
    }

    /// <summary>A child was cancelled by itself. Whoever waits for nothing but its end would wait for ever, and is given up with it.</summary>
    public virtual void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child)
    {
        if (!me.HasOpenWork && me.FaultedChildren == 0)
        {
            burst.Cancel(me);
        }
    }

    /// <summary>A person took the token out of a child, to set it down elsewhere in here: the child is gone, nothing followed from it.</summary>
    public virtual void ChildWithdrawn(Burst burst, ActivityExecution me, ActivityExecution child)
    {
    }

    /// <summary>A person set a token down at a child, which is about to be scheduled.</summary>
    public virtual void ChildEntered(Burst burst, ActivityExecution me, ActivityNode child)
    {
    }

    /// <summary>The instance had faulted and goes on: what this execution waited for is waited for again.</summary>
    public virtual void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => burst.WaitAgain(parked);
}
