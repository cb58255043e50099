using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>One step of counter mode: visits what leads out of an activity and schedules, skips or leaves waiting what it leads to.</summary>
internal readonly struct CounterWalk
{
    private static readonly string[] _none = [];

    private readonly Burst _burst;
    private readonly FlowchartActivity _flowchart;
    private readonly CounterProgress _progress;
    private readonly FlowStep _step;

    public CounterWalk(Burst burst, ActivityExecution me, FlowchartActivity flowchart)
    {
        _burst = burst;
        _flowchart = flowchart;
        _step = new FlowStep(burst, me, flowchart);
        var progress = (CounterProgress)me.Progress!;
        _progress = _step.IsPlanned ? progress.Copy() : progress;
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
        Check(activity, outcomes);
        if (isCounted)
        {
            _progress.Visit(activity);
        }

        Walk(activity, outcomes);
        _step.Commit(_progress, Graph);
    }

    private void Walk(int activity, IReadOnlyList<string> outcomes)
    {
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
                    _step.Schedule(edge.Target, isBackward: true);
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

    // Comes first, when nothing has moved yet.
    private void Check(int activity, IReadOnlyList<string> outcomes)
    {
        foreach (var edge in Graph.Outbound(activity))
        {
            if (!edge.IsForward && !edge.IsValidBackward && edge.Follows(outcomes))
            {
                throw new ActivityFaultException("flowchart.backward", edge.Connection.Source, edge.Connection.Target);
            }
        }
    }

    /// <summary>Schedules the target, or leaves it waiting for others. True: all have arrived and it does not run.</summary>
    private bool IsSkipped(FlowEdge edge, bool isFollowed)
    {
        var isJoin = _flowchart.Activities[edge.Target].Activity is FlowJoinActivity;
        return (isJoin ? _step.ModeOf(edge.Target) : JoinMode.WaitAllActive) switch
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

        _step.Schedule(target);
        return false;
    }

    // Once the join is on its way or running, further arrivals of the round change nothing.
    private bool IsSkippedByAny(FlowEdge edge, bool isFollowed)
    {
        var target = edge.Target;
        if (_progress.VisitsOf(edge.Position) <= _progress.Visits(target) || _step.IsUnderWay(target))
        {
            return false;
        }

        if (isFollowed)
        {
            _step.Schedule(target);
            _step.CancelBranchesInto(target, Graph);
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
