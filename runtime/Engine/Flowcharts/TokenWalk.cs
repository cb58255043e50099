using LowCode.Engine.Bursts;
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
        Consume(activity);
        ForgetDeadBranches(activity);
        var active = Active(activity, outcomes);
        foreach (var edge in active)
        {
            _tokens.Add(new FlowToken(edge.Position, IsBlocked: false));
        }

        foreach (var edge in active)
        {
            Arrive(edge);
        }
    }

    /// <summary>The activity has ended: the tokens that led to it are used up.</summary>
    public void Consume(int activity)
    {
        var graph = _graph;
        _tokens.RemoveAll(t => !t.IsBlocked && graph.Edge(t.Connection).Target == activity);
    }

    /// <summary>Completes the flowchart where nothing is under way; where tokens are left over, nothing ever will be.</summary>
    public void Rest()
    {
        if (_me.HasOpenWork || _me.FaultedChildren > 0)
        {
            return;
        }

        var walk = this;
        var left = _tokens.Where(t => !t.IsBlocked).Select(t => walk._graph.Edge(t.Connection).Target).ToList();
        if (left.Count == 0)
        {
            _burst.Complete(_me);
            return;
        }

        // Who waits for somebody that waits is not the cause.
        var join = left.Find(a => walk.IsBlocked(a));
        var missing = Needed(join).Where(e => !walk.HasToken(e)).Select(e => $"'{e.Connection.Source}'").Distinct();
        var node = _flowchart.Activities[join];
        _burst.Report(
            _me,
            node,
            $"Activity '{node.Id}' waits for every branch that leads to it, but {string.Join(", ", missing)} can no longer arrive: the branch was not taken.");
    }

    /// <summary>Cancels the running activities from which connections lead into a join.</summary>
    public void CancelBranchesInto(int join) => _flowchart.CancelBranchesInto(join, _graph, _burst, _me);

    // A connection that is written twice counts once.
    private FlowEdge[] Active(int activity, IReadOnlyList<string> outcomes)
    {
        var outbound = _graph.Outbound(activity);
        return Array.FindAll(outbound, e => e.Follows(outcomes) && Array.Find(outbound, e.IsSameAs) == e);
    }

    private void Arrive(FlowEdge edge)
    {
        switch (_flowchart.MergeModeOf(edge.Target, _burst, _me))
        {
            case MergeMode.Merge or MergeMode.Converge when !HasAllTokens(edge.Target):
            case MergeMode.Stream when IsAwaited(_graph.ForwardInbound(edge.Target)):
            case MergeMode.Active when IsAnyOnTheWay(_graph.Ancestors(edge.Target)):
                break;
            case MergeMode.Race:
                Race(edge);
                break;
            default:
                _burst.Schedule(_flowchart.Activities[edge.Target], _me);
                break;
        }
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

    private bool IsAwaited(FlowEdge[] inbound)
    {
        foreach (var token in _tokens)
        {
            var target = _graph.Edge(token.Connection).Target;
            if (!token.IsBlocked && Array.Exists(inbound, e => e.Source == target))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAnyOnTheWay(HashSet<int> activities)
    {
        foreach (var token in _tokens)
        {
            if (!token.IsBlocked && activities.Contains(_graph.Edge(token.Connection).Target))
            {
                return true;
            }
        }

        return false;
    }

    private void Race(FlowEdge edge)
    {
        if (_tokens.Remove(new FlowToken(edge.Position, IsBlocked: true)))
        {
            _tokens.Remove(new FlowToken(edge.Position, IsBlocked: false));
            return;
        }

        _burst.Schedule(_flowchart.Activities[edge.Target], _me);
        foreach (var other in _graph.ForwardInbound(edge.Target))
        {
            if (other.Source != edge.Source)
            {
                _tokens.Add(new FlowToken(other.Position, IsBlocked: true));
            }
        }

        CancelBranchesInto(edge.Target);
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
        if (passing == source || ancestors.Contains(passing))
        {
            return true;
        }

        foreach (var token in _tokens)
        {
            var target = _graph.Edge(token.Connection).Target;
            if (!token.IsBlocked && (target == source || ancestors.Contains(target)))
            {
                return true;
            }
        }

        return false;
    }
}
