using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;

namespace LowCode.Work.Cases;

/// <summary>A row of <c>work_case</c>, with everything in it.</summary>
/// <param name="DueGiven">The due time came from outside; the process does not replace it.</param>
/// <param name="DefinitionHash">The process it runs on, pinned at its start with <paramref name="ReleaseRevision"/>.</param>
/// <param name="CountsInDurations">False: its times are flagged, statistics leave it out of durations.</param>
public sealed record CaseRecord(
    CaseRow Row,
    JsonObject Data,
    string InstanceId,
    string? ReporterName,
    string? ReporterPhone,
    double? Longitude,
    double? Latitude,
    bool DueGiven,
    string? Source,
    string? SourceKey,
    DateTimeOffset? ReportedClosedAt,
    DateTimeOffset UpdatedAt,
    long RowVersion,
    string DefinitionHash,
    long ReleaseRevision,
    bool CountsInDurations);

/// <summary>A row of <c>work_case_event</c>.</summary>
/// <param name="Outcome">The outcome chosen; for <c>updated</c> and <c>closed</c> the new status.</param>
/// <param name="Data">What changed: new values by field key, empty for those that were taken away; null: nothing.</param>
/// <param name="TaskTitle">Of the task that the line is about.</param>
/// <param name="OutcomeLabel">Of the outcome chosen.</param>
/// <param name="Note">Language map or null, for lines that the process wrote.</param>
public sealed record CaseEventRecord(
    int Seq,
    DateTimeOffset At,
    string Kind,
    string? Step,
    string? Outcome,
    string? Actor,
    string? ActorName,
    string? Comment,
    LocalizedText? Note,
    JsonObject? Data,
    IReadOnlyList<string> Flags,
    LocalizedText? TaskTitle,
    LocalizedText? OutcomeLabel)
{
    /// <summary>The version of the form that was filled; null: the process changed it.</summary>
    public string? FormHash { get; init; }
}
