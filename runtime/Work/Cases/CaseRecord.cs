using System.Text.Json.Nodes;

namespace LowCode.Work.Cases;

/// <summary>A row of <c>work_case</c>, with everything in it.</summary>
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
    long RowVersion);

/// <summary>A row of <c>work_case_event</c>.</summary>
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
    LowCode.Definitions.Texts.LocalizedText? Note,
    JsonObject? Data,
    IReadOnlyList<string> Flags);
