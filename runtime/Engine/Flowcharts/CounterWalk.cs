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

    /// <summary>
    /// Visits what leads out of an activity. An activity that is skipped passes on in its turn, before the next connection is looked at;
    /// a long dead path must not be as deep as it is long.
    /// </summary>
    /// <param name="isCounted">False for a run that came through a backward connection: its forward connections were not visited again.</param>
    public void Pass(int activity, IReadOnlyList<string> outcomes, bool isCounted)
    {
        Try(activity, outcomes);
        if (isCounted)
        {
            _progress.Visit(activity);
        }

        Stack<(int Activity, int Next)>? left = null;
        var (at, next, answer) = (activity, 0, outcomes);
        while (true)
        {
            var outbound = Graph.Outbound(at);
            if (next == outbound.Length)
            {
                if (left is null || !left.TryPop(out var back))
                {
                    return;
                }

                (at, next) = back;
                answer = left.Count == 0 ? outcomes : _none;
                continue;
            }

            var edge = outbound[next++];
            var isFollowed = edge.Follows(answer);
            _progress.Visit(edge.Position, isFollowed);
            if (!edge.IsForward)
            {
                if (isFollowed)
                {
                    _burst.Schedule(_flowchart.Activities[edge.Target], _me, isBackward: true);
                }
            }
            else if (IsSkipped(edge, isFollowed))
            {
                _progress.Visit(edge.Target);
                (left ??= []).Push((at, next));
                (at, next, answer) = (edge.Target, 0, _none);
            }
        }
    }

    /// <summary>Cancels the running activities from which connections lead into a join.</summary>
    public void CancelBranchesInto(int join) => _flowchart.CancelBranchesInto(join, Graph, _burst, _me);

    // What can fail comes first, when nothing has moved yet: whoever takes the step again finds all as it was.
    private void Try(int activity, IReadOnlyList<string> outcomes)
    {
        foreach (var edge in Graph.Outbound(activity))
        {
            if (edge.IsForward)
            {
                (_flowchart.Activities[edge.Target].Activity as FlowJoinActivity)?.Try(_burst, _me);
            }
            else if (!edge.IsValidBackward && edge.Follows(outcomes))
            {
                throw new ActivityFaultException("flowchart.backward", edge.Connection.Source, edge.Connection.Target);
            }
        }
    }

    /// <summary>Schedules the target, or leaves it waiting for others. True: all have arrived and it does not run.</summary>
    private bool IsSkipped(FlowEdge edge, bool isFollowed)
    {
        var join = _flowchart.Activities[edge.Target].Activity as FlowJoinActivity;
        return (join?.Mode(_burst, _me) ?? JoinMode.WaitAllActive) switch
        {
            JoinMode.WaitAny => IsSkippedByAny(edge, isFollowed),
            JoinMode.WaitAll => IsSkipped(edge.Target, needsAll: true),
            _ => IsSkipped(edge.Target, needsAll: false),
        };
    }

    private bool IsSkipped(int target, bool needsAll)
    {
        var followed = 0;
        var inbound = Graph.ForwardInbound(target);
        foreach (var edge in inbound)
        {
            if (_progress.VisitsOf(edge.Position) <= _progress.Visits(target) && !_burst.World.Options.BreaksJoins)
            {
                return false;
            }

            followed += _progress.WasFollowed(edge.Position) ? 1 : 0;
        }

        if (needsAll ? followed < inbound.Length : followed == 0)
        {
            return true;
        }

        _burst.Schedule(_flowchart.Activities[target], _me);
        return false;
    }

    // Once the join is on its way or running, further arrivals of the round change nothing.
    private bool IsSkippedByAny(FlowEdge edge, bool isFollowed)
    {
        var target = edge.Target;
        if (_progress.VisitsOf(edge.Position) <= _progress.Visits(target) || _flowchart.IsUnderWay(target, _burst, _me))
        {
            return false;
        }

        if (isFollowed)
        {
            _burst.Schedule(_flowchart.Activities[target], _me);
            CancelBranchesInto(target);
            return false;
        }

        foreach (var inbound in Graph.ForwardInbound(target))
        {
            if (_progress.VisitsOf(inbound.Position) <= _progress.Visits(target) || _progress.WasFollowed(inbound.Position))
            {
                return false;
            }
        }

        return true;
    }
}
