using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Engine.Effects;

namespace LowCode.Work.Instances;

/// <summary>A user task to open.</summary>
/// <param name="Department">Shown in lists; the right to do the task lies in the candidates.</param>
public sealed record TaskWrite(
    string TaskId,
    string CaseId,
    string BookmarkId,
    string Step,
    LocalizedText Title,
    string FormId,
    string FormHash,
    string? Assignee,
    IReadOnlyList<string> CandidateRoles,
    string? CandidateDepartment,
    string? Department,
    IReadOnlyList<TaskOutcome> Outcomes,
    DateTimeOffset? DueAt);

public sealed record TaskCompletion(string TaskId, string CompletedBy, string CompletedByName, string Outcome);
