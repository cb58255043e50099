using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>
/// What one step of a flowchart sets going. Where a join computes its mode the step may fail at any connection, so it is kept back until
/// the whole step is known: whoever takes the step again finds all as it was.
/// </summary>
internal readonly struct FlowStep
{
    private readonly Burst _burst;
    private readonly ActivityExecution _me;
    private readonly FlowchartActivity _flowchart;
    private readonly List<Planned>? _plan;
    private readonly Dictionary<int, JoinMode>? _modes;

    public FlowStep(Burst burst, ActivityExecution me, FlowchartActivity flowchart)
    {
        _burst = burst;
        _me = me;
        _flowchart = flowchart;
        if (flowchart.HasComputedJoins)
        {
            (_plan, _modes) = ([], []);
        }
    }

    private enum Deed
    {
        Schedule,
        ScheduleBackward,
        CancelBranches,
    }

    /// <summary>Nothing has moved before <see cref="Commit"/>: the step works on a copy of the flowchart's progress.</summary>
    public bool IsPlanned => _plan is not null;

    /// <summary>Something is kept back that will be open work.</summary>
    public bool WillSchedule => _plan is not null && _plan.Exists(p => p.Deed != Deed.CancelBranches);

    /// <summary>Asked once a step of whoever computes it: an expression need not answer the same twice.</summary>
    public JoinMode ModeOf(int activity)
    {
        var join = (FlowJoinActivity)_flowchart.Activities[activity].Activity;
        if (_modes is null)
        {
            return join.Mode(_burst, _me);
        }

        if (!_modes.TryGetValue(activity, out var mode))
        {
            _modes[activity] = mode = join.Mode(_burst, _me);
        }

        return mode;
    }

    public void Schedule(int activity, bool isBackward = false)
    {
        if (_plan is null)
        {
            _burst.Schedule(_flowchart.Activities[activity], _me, isBackward);
        }
        else
        {
            _plan.Add(new Planned(isBackward ? Deed.ScheduleBackward : Deed.Schedule, activity));
        }
    }

    public void CancelBranchesInto(int join, FlowGraph graph)
    {
        if (_plan is null)
        {
            _flowchart.CancelBranchesInto(join, graph, _burst, _me);
        }
        else
        {
            _plan.Add(new Planned(Deed.CancelBranches, join));
        }
    }

    public bool IsUnderWay(int activity) =>
        (_plan?.Exists(p => p.Activity == activity && p.Deed != Deed.CancelBranches) ?? false) || _flowchart.IsUnderWay(activity, _burst, _me);

    /// <summary>Sets going what was kept back.</summary>
    /// <param name="progress">The copy that the step worked on.</param>
    public void Commit(Progress progress, FlowGraph graph)
    {
        if (_plan is null)
        {
            return;
        }

        _me.Progress = progress;
        foreach (var (deed, activity) in _plan)
        {
            if (deed == Deed.CancelBranches)
            {
                _flowchart.CancelBranchesInto(activity, graph, _burst, _me);
            }
            else
            {
                _burst.Schedule(_flowchart.Activities[activity], _me, deed == Deed.ScheduleBackward);
            }
        }

        _plan.Clear();
    }

    private readonly record struct Planned(Deed Deed, int Activity);
}
