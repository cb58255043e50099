using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Cases;

/// <summary>A line of the timeline to write; its number in the case is given by the commit.</summary>
/// <param name="Kind">See <see cref="Cases.CaseEventKinds"/>.</param>
/// <param name="Outcome">The outcome chosen; for <c>updated</c> and <c>closed</c> the new status.</param>
/// <param name="ReportedAt">The time as reported, where it could not be kept.</param>
public sealed record CaseEventWrite(
    DateTimeOffset At,
    string Kind,
    string? Step = null,
    string? TaskId = null,
    string? Outcome = null,
    string? Actor = null,
    string? ActorName = null,
    string? Comment = null,
    LocalizedText? Note = null,
    JsonObject? Data = null,
    string? FormHash = null,
    DateTimeOffset? ReportedAt = null,
    IReadOnlyList<string>? Flags = null);
