using LowCode.Connectors.Sdk;
using LowCode.Engine.Commits;
using LowCode.Engine.Incidents;
using LowCode.Scripting;

namespace LowCode.Engine;

/// <summary>How the engine runs instances; the same for all definitions unless a definition says otherwise.</summary>
public sealed record EngineOptions
{
    /// <summary>Activities that one burst may run before it is taken for an endless cycle. Default 10,000.</summary>
    public int MaxActivitiesPerBurst { get; init; } = 10_000;

    /// <summary>Workflows that may be inside each other, as activities or as children of one burst. Default 32.</summary>
    public int MaxWorkflowDepth { get; init; } = 32;

    /// <summary>For definitions that name no strategy. Default: the instance faults.</summary>
    public IncidentStrategy IncidentStrategy { get; init; } = IncidentStrategy.Fault;

    /// <summary>How flowcharts of new instances decide what runs next; an instance keeps its mode.</summary>
    public FlowchartMode FlowchartMode { get; init; } = FlowchartMode.Counter;

    /// <summary>Where bursts of definitions that name no strategy are committed besides at their end. Default: nowhere.</summary>
    public CommitStrategy CommitStrategy { get; init; }

    /// <summary>Activities between two commits of <see cref="CommitStrategy.Periodic"/>. Default 100.</summary>
    public int PeriodicCommit { get; init; } = 100;

    /// <summary>Joins go on with their first branch, whatever they are: for the test that such a fault is found. No configuration reaches it.</summary>
    internal bool BreaksJoins { get; init; }

    /// <summary>What processes may call besides the activities of the engine.</summary>
    public IReadOnlyList<Connector> Connectors { get; init; } = [];

    public ScriptLimits Scripts { get; init; } = ScriptLimits.Standard;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its limits.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxActivitiesPerBurst, 1, nameof(MaxActivitiesPerBurst));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWorkflowDepth, 1, nameof(MaxWorkflowDepth));
        ArgumentOutOfRangeException.ThrowIfLessThan(PeriodicCommit, 1, nameof(PeriodicCommit));
    }
}
