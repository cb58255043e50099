using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>Runs its activities along connections. What runs next is decided by a strategy, which the instance chose when it started.</summary>
internal sealed class FlowchartActivity : Activity
{
    private readonly Dictionary<string, int> _indexById;
    private readonly FlowGraph?[] _graphs;
    private readonly Lock _lock = new();
    private readonly ActivityNode _node;
    private readonly int _usualStart;
    private readonly MergeMode[] _mergeModes;

    // The children are made after their container.
    private readonly Lazy<bool> _hasComputedJoins;

    private FlowchartActivity(ActivitySource source)
    {
        _node = source.Node;
        Activities = source.Children("activities");
        _indexById = Activities.Select((a, i) => (a.Id, i)).ToDictionary(a => a.Id, a => a.i, StringComparer.Ordinal);
        Links = new FlowLinks(Activities.Length, [.. _node.Definition.Connections.Select(c => (c, _indexById[c.Source], _indexById[c.Target]))]);
        _graphs = new FlowGraph?[Activities.Length];
        _usualStart = FindUsualStart();
        _mergeModes = Array.ConvertAll(Activities, a => MergeModes.Of(a.Definition, source.Notes));
        _hasComputedJoins = new Lazy<bool>(() => Array.Exists(Activities, a => a.Activity is FlowJoinActivity { IsComputed: true }));
        HasJoins = Array.Exists(Activities, a => a.Type == FlowJoinActivity.TypeName);
    }

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Flowchart", ActivityCategory.Structure, "account_tree") { Ports = ["activities"], IsBrowsable = false },
        source => new FlowchartActivity(source));

    public FlowLinks Links { get; }

    /// <summary>There are joins, which may wait for branches that die.</summary>
    public bool HasJoins { get; }

    /// <summary>Some join computes its mode, which may fail.</summary>
    public bool HasComputedJoins => _hasComputedJoins.Value;

    /// <summary>Some start was used or looked at.</summary>
    internal bool HasGraphs => Array.Exists(_graphs, g => g is not null);

    /// <summary>In document order; the strategy knows them by index.</summary>
    public ActivityNode[] Activities { get; }

    /// <summary>Where an instance can begin: the usual start, and the triggers.</summary>
    public IEnumerable<int> Starts =>
        Enumerable.Range(0, Activities.Length).Where(i => Activities[i].Definition.CanStartWorkflow).Append(_usualStart).Where(i => i >= 0).Distinct();

    public int IndexOf(ActivityNode activity) => _indexById[activity.Id];

    /// <summary>The graph as seen from a start. Few starts are ever used, so graphs are made when asked for.</summary>
    public FlowGraph GraphFrom(int start)
    {
        lock (_lock)
        {
            return _graphs[start] ??= new FlowGraph(Links, start);
        }
    }

    /// <summary>Cancels the running activities from which forward connections lead into a join.</summary>
    public void CancelBranchesInto(int join, FlowGraph graph, Burst burst, ActivityExecution me)
    {
        if (me.RunningChildren == 0)
        {
            return;
        }

        var ancestors = graph.Ancestors(join);
        foreach (var child in burst.State.Executions.OwnedBy(me))
        {
            if (child.Status == ActivityExecutionStatus.Running && ancestors[IndexOf(child.Node)])
            {
                burst.Cancel(child);
            }
        }
    }

    /// <summary>It is on its way, or runs.</summary>
    public bool IsUnderWay(int activity, Burst burst, ActivityExecution me)
    {
        var node = Activities[activity];
        if (burst.IsScheduled(node, me))
        {
            return true;
        }

        foreach (var execution in burst.State.Executions.All())
        {
            if (execution.Owner == me && execution.Node == node && execution.Status == ActivityExecutionStatus.Running)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For token mode. Joins say it themselves, everything else by a custom property.</summary>
    public MergeMode MergeModeOf(int activity, FlowStep step) => Activities[activity].Activity is FlowJoinActivity
        ? step.ModeOf(activity) switch
        {
            JoinMode.WaitAny => MergeMode.Race,
            JoinMode.WaitAll => MergeMode.Merge,
            _ => MergeMode.Active,
        }
        : _mergeModes[activity];

    public override bool BlamesChild => true;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (Activities.Length == 0)
        {
            burst.Complete(me);
            return;
        }

        FlowStrategy.Of(burst.State.FlowchartMode).Start(burst, me, this, FindStart(burst));
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Activity.IsTerminal || me.IsBreaking)
        {
            burst.Complete(me);
            return;
        }

        FlowStrategy.Of(burst.State.FlowchartMode).ChildCompleted(burst, me, this, child, outcomes);
    }

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) =>
        FlowStrategy.Of(burst.State.FlowchartMode).ChildCancelled(burst, me, this, child);

    public override void ChildWithdrawn(Burst burst, ActivityExecution me, ActivityExecution child) =>
        FlowStrategy.Of(burst.State.FlowchartMode).ChildWithdrawn(burst, me, this, child);

    private int FindStart(Burst burst)
    {
        if (burst.State.StartedBy is { } trigger && _indexById.TryGetValue(trigger, out var index))
        {
            return index;
        }

        return _usualStart;
    }

    // A Start, a trigger, an activity that nothing leads to, the first.
    private int FindUsualStart()
    {
        var targets = _node.Definition.Connections.Select(c => c.Target).ToHashSet(StringComparer.Ordinal);
        Predicate<ActivityNode>[] preferences =
        [
            a => a.Type == StartActivity.TypeName,
            a => a.Definition.CanStartWorkflow,
            a => !targets.Contains(a.Id),
        ];
        return preferences.Select(p => Array.FindIndex(Activities, p)).FirstOrDefault(i => i >= 0, 0);
    }
}
