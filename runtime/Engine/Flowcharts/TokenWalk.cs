using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>One step of token mode: moves the tokens of an activity on and schedules what they are enough for.</summary>
internal readonly struct TokenWalk
{
    private readonly Burst _burst;
    private readonly ActivityExecution _me;
    private readonly FlowchartActivity _flowchart;
    private readonly FlowGraph _graph;
    private readonly TokenProgress _progress;
    private readonly List<FlowToken> _tokens;
    private readonly FlowStep _step;

    public TokenWalk(Burst burst, ActivityExecution me, FlowchartActivity flowchart)
    {
        _burst = burst;
        _me = me;
        _flowchart = flowchart;
        _step = new FlowStep(burst, me, flowchart);
        var progress = (TokenProgress)me.Progress!;
        _progress = _step.IsPlanned ? progress.Copy() : progress;
        _graph = flowchart.GraphFrom(progress.Start);
        _tokens = _progress.Tokens;
    }

    /// <summary>To be followed by <see cref="Rest"/>, which sets it going.</summary>
    public void Pass(int activity, IReadOnlyList<string> outcomes)
    {
        var active = Active(activity, outcomes);
        Consume(activity);
        ForgetDeadBranches(activity);
        foreach (var edge in active)
        {
            _tokens.Add(new FlowToken(edge.Position, IsBlocked: false));
        }

        foreach (var edge in active)
        {
            Arrive(edge, ModeOf(edge.Target));
        }

        if (_flowchart.HasJoins)
        {
            Release(MergeMode.Active);
        }
    }

    /// <summary>A person took the activity's token away.</summary>
    public void Withdraw(int activity)
    {
        Consume(activity);
        _step.Commit(_progress, _graph);
    }

    /// <summary>The activity has ended: the tokens that led to it are used up. To be followed by <see cref="Rest"/>.</summary>
    public void Consume(int activity)
    {
        var graph = _graph;
        _tokens.RemoveAll(t => !t.IsBlocked && graph.Edge(t.Connection).Target == activity);
    }

    /// <summary>
    /// Completes the flowchart where nothing is under way. What waited for a branch that came to nothing goes on; where tokens are left over
    /// all the same, nothing ever will.
    /// </summary>
    public void Rest()
    {
        if (_step.WillSchedule || _me.HasOpenWork || _me.FaultedChildren > 0 || Release(MergeMode.Active) || Release(MergeMode.Stream))
        {
            _step.Commit(_progress, _graph);
            return;
        }

        // Who waits for somebody that waits is not the cause.
        var walk = this;
        var stuck = _tokens.Where(t => !t.IsBlocked).Select(t => walk._graph.Edge(t.Connection).Target).Where(walk.IsBlocked).ToList();
        _step.Commit(_progress, _graph);
        if (stuck.Count == 0)
        {
            _burst.Complete(_me);
            return;
        }

        var missing = Needed(stuck[0]).Where(e => !walk.HasToken(e)).Select(e => $"'{e.Connection.Source}'").Distinct();
        var node = _flowchart.Activities[stuck[0]];
        _burst.Report(_me, node, IncidentReason.Of("flowchart.stuck", node.Id, string.Join(", ", missing)));
    }

    // A connection that is written twice counts once.
    private FlowEdge[] Active(int activity, IReadOnlyList<string> outcomes)
    {
        var outbound = _graph.Outbound(activity);
        return Array.FindAll(outbound, e => e.Follows(outcomes) && Array.Find(outbound, e.IsSameAs) == e);
    }

    private MergeMode ModeOf(int activity) => _flowchart.MergeModeOf(activity, _step);

    private void Arrive(FlowEdge edge, MergeMode mode)
    {
        switch (mode)
        {
            case MergeMode.Merge or MergeMode.Converge when !HasAllTokens(edge.Target):
            case MergeMode.Stream when IsAwaited(edge.Target, MergeMode.Stream):
            case MergeMode.Active when IsAwaited(edge.Target, MergeMode.Active):
                break;
            case MergeMode.Race:
                if (IsFirst(edge))
                {
                    _step.CancelBranchesInto(edge.Target, _graph);
                }

                break;
            case MergeMode.Cascade:
                IsFirst(edge);
                break;
            default:
                _step.Schedule(edge.Target);
                break;
        }
    }

    /// <summary>Schedules what has tokens and waits for nobody any more.</summary>
    /// <returns>Something was.</returns>
    private bool Release(MergeMode mode)
    {
        List<int>? released = null;
        foreach (var token in _tokens)
        {
            var target = _graph.Edge(token.Connection).Target;
            if (!token.IsBlocked && ModeOf(target) == mode && !IsAwaited(target, mode)
                && released?.Contains(target) != true && !_step.IsUnderWay(target))
            {
                (released ??= []).Add(target);
            }
        }

        foreach (var target in released ?? [])
        {
            _step.Schedule(target);
        }

        return released is not null;
    }

    private bool IsBlocked(int target) =>
        ModeOf(target) is MergeMode.Merge or MergeMode.Converge && !HasAllTokens(target);

    private bool HasAllTokens(int target)
    {
        var needed = Needed(target);
        var walk = this;
        return needed.Length <= 1 || _burst.World.Options.BreaksJoins || Array.TrueForAll(needed, walk.HasToken);
    }

    private FlowEdge[] Needed(int target) =>
        ModeOf(target) == MergeMode.Converge ? _graph.Inbound(target) : _graph.ForwardInbound(target);

    private bool HasToken(FlowEdge edge) => _tokens.Contains(new FlowToken(edge.Position, IsBlocked: false));

    // Somebody is still to complete: right before the target, or however far before it.
    private bool IsAwaited(int target, MergeMode mode)
    {
        var before = mode == MergeMode.Active ? _graph.Ancestors(target) : null;
        foreach (var token in _tokens)
        {
            if (token.IsBlocked)
            {
                continue;
            }

            var awaited = _graph.Edge(token.Connection).Target;
            if (before is not null ? before[awaited] : Array.Exists(_graph.ForwardInbound(target), e => e.Source == awaited))
            {
                return true;
            }
        }

        return false;
    }

    // Schedules the target and blocks the other connections into it; what comes over a blocked one opens it again, and is dropped.
    private bool IsFirst(FlowEdge edge)
    {
        if (_tokens.Remove(new FlowToken(edge.Position, IsBlocked: true)))
        {
            _tokens.Remove(new FlowToken(edge.Position, IsBlocked: false));
            return false;
        }

        _step.Schedule(edge.Target);
        foreach (var other in _graph.ForwardInbound(edge.Target))
        {
            if (other.Source != edge.Source)
            {
                _tokens.Add(new FlowToken(other.Position, IsBlocked: true));
            }
        }

        return true;
    }

    // A branch on which nothing is on the way any more has lost for good; its next arrival belongs to the next round of a loop.
    private void ForgetDeadBranches(int passing)
    {
        if (!_tokens.Exists(t => t.IsBlocked))
        {
            return;
        }

        var walk = this;
        _tokens.RemoveAll(t => t.IsBlocked && !walk.IsAlive(walk._graph.Edge(t.Connection).Source, passing));
    }

    private bool IsAlive(int source, int passing)
    {
        var ancestors = _graph.Ancestors(source);
        if (passing == source || ancestors[passing])
        {
            return true;
        }

        foreach (var token in _tokens)
        {
            var target = _graph.Edge(token.Connection).Target;
            if (!token.IsBlocked && (target == source || ancestors[target]))
            {
                return true;
            }
        }

        return false;
    }
}
