using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>One step of counter mode: visits what leads out of an activity and schedules, skips or leaves waiting what it leads to.</summary>
internal readonly struct CounterWalk
{
    private static readonly string[] _none = [];

    private readonly Burst _burst;
    private readonly ActivityExecution _me;
    private readonly FlowchartActivity _flowchart;
    private readonly CounterProgress _progress;

    public CounterWalk(Burst burst, ActivityExecution me, FlowchartActivity flowchart)
    {
        _burst = burst;
        _me = me;
        _flowchart = flowchart;
        _progress = (CounterProgress)me.Progress!;
        Graph = flowchart.GraphFrom(_progress.Start);
    }

    public FlowGraph Graph { get; }

    /// <param name="isCounted">False for a run that came through a backward connection: its forward connections were not visited again.</param>
    public void Pass(int activity, IReadOnlyList<string> outcomes, bool isCounted)
    {
        if (isCounted)
        {
            _progress.Visit(activity);
        }

        foreach (var edge in Graph.Outbound(activity))
        {
            var isFollowed = edge.Follows(outcomes);
            _progress.Visit(edge.Position, isFollowed);
            if (edge.IsForward)
            {
                Arrive(edge, isFollowed);
            }
            else if (isFollowed)
            {
                GoBack(edge);
            }
        }
    }

    /// <summary>Cancels the running activities from which connections lead into a join.</summary>
    public void CancelBranchesInto(int join) => _flowchart.CancelBranchesInto(join, Graph, _burst, _me);

    private void GoBack(FlowEdge edge)
    {
        if (!edge.IsValidBackward)
        {
            var (source, target) = (edge.Connection.Source, edge.Connection.Target);
            throw new ActivityFaultException(
                $"Invalid backward connection: Every path from the source ('{source}') must go through the target ('{target}') when tracing back to the start.");
        }

        _burst.Schedule(_flowchart.Activities[edge.Target], _me, isBackward: true);
    }

    private void Arrive(FlowEdge edge, bool isFollowed)
    {
        var join = _flowchart.Activities[edge.Target].Activity as FlowJoinActivity;
        switch (join?.Mode(_burst, _me) ?? JoinMode.WaitAllActive)
        {
            case JoinMode.WaitAny:
                ArriveAtAny(edge, isFollowed);
                break;
            case JoinMode.WaitAll:
                Decide(edge.Target, needsAll: true);
                break;
            default:
                Decide(edge.Target, needsAll: false);
                break;
        }
    }

    private void Decide(int target, bool needsAll)
    {
        var followed = 0;
        var inbound = Graph.ForwardInbound(target);
        foreach (var edge in inbound)
        {
            if (_progress.VisitsOf(edge.Position) <= _progress.Visits(target) && !_burst.World.Options.BreaksJoins)
            {
                return;
            }

            followed += _progress.WasFollowed(edge.Position) ? 1 : 0;
        }

        if (needsAll ? followed == inbound.Length : followed > 0)
        {
            _burst.Schedule(_flowchart.Activities[target], _me);
        }
        else
        {
            Pass(target, _none, isCounted: true);
        }
    }

    // Once the join is on its way or running, further arrivals of the round change nothing.
    private void ArriveAtAny(FlowEdge edge, bool isFollowed)
    {
        var target = edge.Target;
        if (_progress.VisitsOf(edge.Position) <= _progress.Visits(target) || IsUnderWay(target))
        {
            return;
        }

        if (isFollowed)
        {
            _burst.Schedule(_flowchart.Activities[target], _me);
            CancelBranchesInto(target);
            return;
        }

        foreach (var inbound in Graph.ForwardInbound(target))
        {
            if (_progress.VisitsOf(inbound.Position) <= _progress.Visits(target) || _progress.WasFollowed(inbound.Position))
            {
                return;
            }
        }

        Pass(target, _none, isCounted: true);
    }

    private bool IsUnderWay(int target)
    {
        var node = _flowchart.Activities[target];
        if (_burst.IsScheduled(node, _me))
        {
            return true;
        }

        foreach (var execution in _burst.State.Executions.All())
        {
            if (execution.Owner == _me && execution.Node == node && execution.Status == ActivityExecutionStatus.Running)
            {
                return true;
            }
        }

        return false;
    }
}
