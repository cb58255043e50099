using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Interventions;

namespace LowCode.Work.Cases;

/// <param name="Data">The form data; becomes the case's.</param>
/// <param name="FormHash">Of the form that was filled.</param>
/// <param name="IsDueGiven">The due time comes from outside, also where there is none: the process does not set it.</param>
public sealed record NewCase(
    string CaseId,
    CaseTypeDefinition CaseType,
    string Step,
    JsonObject Data,
    ContentHash FormHash,
    IReadOnlyList<string> Attachments,
    bool IsDueGiven = false,
    DateTimeOffset? DueAt = null,
    string? Source = null,
    string? SourceKey = null,
    IReadOnlyList<string>? Flags = null,
    DateTimeOffset? ReportedAt = null,
    bool CountsInDurations = true);

/// <summary>What a source said about a step where its own time could not be kept.</summary>
/// <param name="StepAt">When the step happened, as reported.</param>
/// <param name="ClosedAt">When the case was closed, as reported.</param>
/// <param name="Flags">Added to the step and to the case.</param>
/// <param name="CountsInDurations">False: statistics leave the case out of durations.</param>
public sealed record ReportedTimes(
    DateTimeOffset? StepAt = null,
    DateTimeOffset? ClosedAt = null,
    IReadOnlyList<string>? Flags = null,
    bool CountsInDurations = true);

/// <summary>What a new case is told by the process that opens it.</summary>
/// <param name="At">When it is opened, UTC.</param>
/// <param name="DefinitionHash">The process that it runs on.</param>
/// <param name="Actor">Login; null: the process itself.</param>
internal sealed record CaseOpening(string InstanceId, string DefinitionHash, long ReleaseRevision, DateTimeOffset At, string? Actor, string? ActorName);
