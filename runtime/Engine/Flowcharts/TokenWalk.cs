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
    private readonly List<FlowToken> _tokens;

    public TokenWalk(Burst burst, ActivityExecution me, FlowchartActivity flowchart)
    {
        _burst = burst;
        _me = me;
        _flowchart = flowchart;
        var progress = (TokenProgress)me.Progress!;
        _graph = flowchart.GraphFrom(progress.Start);
        _tokens = progress.Tokens;
    }

    public void Pass(int activity, IReadOnlyList<string> outcomes)
    {
        // The modes come first: what fails here has moved nothing.
        var active = Active(activity, outcomes);
        var modes = ModesOf(active);
        Consume(activity);
        ForgetDeadBranches(activity);
        foreach (var edge in active)
        {
            _tokens.Add(new FlowToken(edge.Position, IsBlocked: false));
        }

        for (var i = 0; i < active.Length; i++)
        {
            Arrive(active[i], modes[i]);
        }

        if (_flowchart.HasJoins)
        {
            Release(MergeMode.Active);
        }
    }

    /// <summary>The activity has ended: the tokens that led to it are used up.</summary>
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
        if (_me.HasOpenWork || _me.FaultedChildren > 0 || Release(MergeMode.Active) || Release(MergeMode.Stream))
        {
            return;
        }

        // Who waits for somebody that waits is not the cause.
        var walk = this;
        var stuck = _tokens.Where(t => !t.IsBlocked).Select(t => walk._graph.Edge(t.Connection).Target).Where(walk.IsBlocked).ToList();
        if (stuck.Count == 0)
        {
            _burst.Complete(_me);
            return;
        }

        var missing = Needed(stuck[0]).Where(e => !walk.HasToken(e)).Select(e => $"'{e.Connection.Source}'").Distinct();
        var node = _flowchart.Activities[stuck[0]];
        _burst.Report(_me, node, IncidentReason.Of("flowchart.stuck", node.Id, string.Join(", ", missing)));
    }

    /// <summary>Cancels the running activities from which connections lead into a join.</summary>
    public void CancelBranchesInto(int join) => _flowchart.CancelBranchesInto(join, _graph, _burst, _me);

    // A connection that is written twice counts once.
    private FlowEdge[] Active(int activity, IReadOnlyList<string> outcomes)
    {
        var outbound = _graph.Outbound(activity);
        return Array.FindAll(outbound, e => e.Follows(outcomes) && Array.Find(outbound, e.IsSameAs) == e);
    }

    private MergeMode[] ModesOf(FlowEdge[] edges)
    {
        var modes = new MergeMode[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            modes[i] = _flowchart.MergeModeOf(edges[i].Target, _burst, _me);
        }

        return modes;
    }

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
                    CancelBranchesInto(edge.Target);
                }

                break;
            case MergeMode.Cascade:
                IsFirst(edge);
                break;
            default:
                _burst.Schedule(_flowchart.Activities[edge.Target], _me);
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
            if (!token.IsBlocked && _flowchart.MergeModeOf(target, _burst, _me) == mode && !IsAwaited(target, mode)
                && released?.Contains(target) != true && !_flowchart.IsUnderWay(target, _burst, _me))
            {
                (released ??= []).Add(target);
            }
        }

        foreach (var target in released ?? [])
        {
            _burst.Schedule(_flowchart.Activities[target], _me);
        }

        return released is not null;
    }

    private bool IsBlocked(int target) =>
        _flowchart.MergeModeOf(target, _burst, _me) is MergeMode.Merge or MergeMode.Converge && !HasAllTokens(target);

    private bool HasAllTokens(int target)
    {
        var needed = Needed(target);
        var walk = this;
        return needed.Length <= 1 || _burst.World.Options.BreaksJoins || Array.TrueForAll(needed, walk.HasToken);
    }

    private FlowEdge[] Needed(int target) =>
        _flowchart.MergeModeOf(target, _burst, _me) == MergeMode.Converge ? _graph.Inbound(target) : _graph.ForwardInbound(target);

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

        _burst.Schedule(_flowchart.Activities[edge.Target], _me);
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
