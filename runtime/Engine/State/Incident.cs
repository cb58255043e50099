namespace LowCode.Engine.State;

/// <summary>Something that a person can mend. Texts of the genuine engine are kept in English, as Elsa users know them.</summary>
public sealed record Incident(
    string ActivityId,
    string ActivityType,
    string ActivityExecutionId,
    string Message,
    DateTimeOffset At)
{
    /// <summary>How it was mended; null: it is still open.</summary>
    public IncidentResolution? Resolution { get; init; }
}

/// <param name="Actor">Login; null: the process itself.</param>
/// <param name="Reason">As the person gave it; null: none was asked for.</param>
public sealed record IncidentResolution(IncidentResolutionKind Kind, string? Actor, string? Reason, DateTimeOffset At);

/// <summary>What became of the activity that an incident stopped. The numbers are stored: never change one, only add.</summary>
public enum IncidentResolutionKind
{
    /// <summary>It was run again.</summary>
    Retried = 1,

    /// <summary>It was passed by, with an outcome.</summary>
    Skipped = 2,

    /// <summary>It was cancelled for another activity.</summary>
    Moved = 3,

    /// <summary>The process went on without it: what held it ended, or the whole instance was cancelled.</summary>
    Superseded = 4,
}
