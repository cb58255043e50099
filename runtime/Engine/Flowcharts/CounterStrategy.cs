using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>
/// Elsa's counter mode. An activity with several forward connections into it waits until each was visited once more than itself; a branch
/// that is not taken is visited as not followed, so nothing waits for it.
/// </summary>
internal sealed class CounterStrategy : FlowStrategy
{
    private static readonly string[] _none = [];

    public override void Start(Burst burst, ActivityExecution me, FlowchartActivity flowchart, int start)
    {
        me.Progress = new CounterProgress(start);
        burst.Schedule(flowchart.Activities[start], me);
    }

    public override void ChildCompleted(
        Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        var walk = new CounterWalk(burst, me, flowchart);
        var index = flowchart.IndexOf(child.Node);
        if (walk.Graph.IsDangling(index))
        {
            throw new ActivityFaultException("flowchart.unreachable", child.ActivityId);
        }

        walk.Pass(index, outcomes, isCounted: !child.IsBackward);
        CompleteIfIdle(burst, me);
    }

    public override void ChildCancelled(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child)
    {
        new CounterWalk(burst, me, flowchart).Pass(flowchart.IndexOf(child.Node), _none, isCounted: !child.IsBackward);
        CompleteIfIdle(burst, me);
    }

    public override void ChildWithdrawn(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child)
    {
        if (!child.IsBackward)
        {
            ((CounterProgress)me.Progress!).Visit(flowchart.IndexOf(child.Node));
        }
    }

    public override void JoinReached(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution join) =>
        flowchart.CancelBranchesInto(flowchart.IndexOf(join.Node), flowchart.GraphFrom(((CounterProgress)me.Progress!).Start), burst, me);

    private static void CompleteIfIdle(Burst burst, ActivityExecution me)
    {
        if (!me.HasOpenWork && me.FaultedChildren == 0)
        {
            burst.Complete(me);
        }
    }
}
