
namespace LowCode.Work.Releases;

/// <param name="Schedule">What the trigger waits for, as text: a row whose schedule did not change keeps its time.</param>
/// <param name="Misfire">For whoever reads the rows: fire_once, skip, catch_up. The definition decides.</param>
public sealed record TriggerTimerWrite(string DefinitionId, string ActivityId, string Schedule, DateTimeOffset DueAt, string Misfire);
