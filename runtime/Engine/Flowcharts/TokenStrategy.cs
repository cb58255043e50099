using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>
/// Elsa's token mode. A taken connection gets a token; the merge mode of its target decides whether the target runs now; a target that has
/// completed consumes the tokens that led to it. A connection that is not taken gets none, so who needs one on it waits in vain: where a
/// flowchart has come to rest like that, an incident says so.
/// </summary>
internal sealed class TokenStrategy : FlowStrategy
{
    public override void Start(Burst burst, ActivityExecution me, FlowchartActivity flowchart, int start)
    {
        me.Progress = new TokenProgress(start);
        burst.Schedule(flowchart.Activities[start], me);
    }

    public override void ChildCompleted(
        Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        var walk = new TokenWalk(burst, me, flowchart);
        walk.Pass(flowchart.IndexOf(child.Node), outcomes);
        walk.Rest();
    }

    public override void ChildCancelled(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child)
    {
        var walk = new TokenWalk(burst, me, flowchart);
        walk.Consume(flowchart.IndexOf(child.Node));
        walk.Rest();
    }

    public override void ChildWithdrawn(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child) =>
        new TokenWalk(burst, me, flowchart).Withdraw(flowchart.IndexOf(child.Node));

    // A branch that was about to begin when the race was won has begun since. As in Elsa, a join that waits for all cancels nothing here.
    public override void JoinReached(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution join)
    {
        var index = flowchart.IndexOf(join.Node);
        if (flowchart.MergeModeOf(index, new FlowStep(burst, me, flowchart)) == MergeMode.Race)
        {
            flowchart.CancelBranchesInto(index, flowchart.GraphFrom(((TokenProgress)me.Progress!).Start), burst, me);
        }
    }
}
