using LowCode.Engine.Bursts;
using LowCode.Engine.State;

namespace LowCode.Engine.Flowcharts;

/// <summary>How a flowchart decides what runs next. One object for all instances: what differs lies in the execution's progress.</summary>
internal abstract class FlowStrategy
{
    private static readonly CounterStrategy _counter = new();
    private static readonly TokenStrategy _token = new();

    public static FlowStrategy Of(FlowchartMode mode) => mode switch
    {
        FlowchartMode.Counter => _counter,
        FlowchartMode.Token => _token,
        _ => throw new InvalidDataException($"Expected a known flowchart mode, but got {mode}."),
    };

    public abstract void Start(Burst burst, ActivityExecution me, FlowchartActivity flowchart, int start);

    public abstract void ChildCompleted(
        Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child, IReadOnlyList<string> outcomes);

    /// <summary>Also asked while the flowchart goes on; not while it ends itself.</summary>
    public abstract void ChildCancelled(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child);

    /// <summary>A person took the token out of a child: it counts as visited, and nothing that follows it as passed by.</summary>
    public abstract void ChildWithdrawn(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution child);

    /// <summary>A join begins to run.</summary>
    public abstract void JoinReached(Burst burst, ActivityExecution me, FlowchartActivity flowchart, ActivityExecution join);
}
