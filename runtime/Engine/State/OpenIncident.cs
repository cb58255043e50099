using LowCode.Definitions.Texts;

namespace LowCode.Engine.State;

/// <summary>An incident that nobody has mended yet.</summary>
/// <param name="Activity">What people call the activity; empty: it is gone from the definition.</param>
public sealed record OpenIncident(Incident Incident, LocalizedText Activity);
