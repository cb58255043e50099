namespace LowCode.Engine.State;

/// <summary>Something that a person can mend. Texts of the genuine engine are kept in English, as Elsa users know them.</summary>
public sealed record Incident(
    string ActivityId,
    string ActivityType,
    string ActivityExecutionId,
    string Message,
    DateTimeOffset At);
