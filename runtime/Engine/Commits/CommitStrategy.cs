namespace LowCode.Engine.Commits;

/// <summary>Where the bursts of a process are committed besides at their end. Names are Elsa's.</summary>
public enum CommitStrategy
{
    /// <summary>At the end only.</summary>
    Default,

    /// <summary>Once the root has begun.</summary>
    WorkflowExecuting,

    /// <summary>When the process has run, which is the end of each burst anyway.</summary>
    WorkflowExecuted,

    /// <summary>Before each activity.</summary>
    ActivityExecuting,

    /// <summary>After each activity.</summary>
    ActivityExecuted,

    /// <summary>Elsa commits after an interval of time; a burst has no clock, so this counts activities: <see cref="EngineOptions.PeriodicCommit"/>.</summary>
    Periodic,
}
