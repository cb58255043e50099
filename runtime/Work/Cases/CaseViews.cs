using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Work.Privacy;

namespace LowCode.Work.Cases;

/// <summary>A case as lists show it.</summary>
/// <param name="Flags">What is odd about it: <c>time-before-predecessor</c>, <c>sample</c> (made data), <c>incident</c> (its process met an error) ...</param>
public sealed record CaseRow(
    string CaseId,
    string Number,
    string CaseType,
    string Title,
    string Status,
    CasePhase Phase,
    string? ClassCode,
    string? Department,
    string? Address,
    string? Channel,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> Flags)
{
    /// <summary>Late: still open after its due time, or closed after it.</summary>
    public bool IsOverdue(DateTimeOffset now) => DueAt is { } due && (ClosedAt ?? now) > due;
}

/// <summary>A case as its page shows it.</summary>
/// <param name="Data">The form data by field key, masked where the reader may not see them.</param>
/// <param name="DefinitionHash">The process it runs on, pinned at its start.</param>
/// <param name="ActiveSteps">Ids of the activities where the process waits now.</param>
/// <param name="VisitedSteps">Ids of the activities that were completed at least once.</param>
public sealed record CaseDetails(
    CaseRow Case,
    JsonObject Data,
    string? ReporterName,
    string? ReporterPhone,
    double? Longitude,
    double? Latitude,
    string InstanceId,
    string DefinitionHash,
    IReadOnlyList<string> ActiveSteps,
    IReadOnlyList<string> VisitedSteps,
    IReadOnlyList<CaseEventRow> Timeline)
{
    /// <summary>What of the data is masked.</summary>
    public IReadOnlyList<MaskedField> Masked { get; init; } = [];

    /// <summary>Whether what was signed is still what the case holds.</summary>
    public IReadOnlyList<CheckedSignature> Signatures { get; init; } = [];

    /// <summary>Its process ended faulted: somebody has to mend it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The processes that it started, and those that they started, in this order; the first of many.</summary>
    public IReadOnlyList<ChildSteps> Children { get; init; } = [];

    /// <summary>How many more there are at least.</summary>
    public int ChildrenLeft { get; init; }
}

/// <summary>How far a process is that another one of the case started.</summary>
/// <param name="DefinitionHash">The process it runs on.</param>
/// <param name="ActiveSteps">Ids of the activities where it waits now.</param>
/// <param name="VisitedSteps">Ids of the activities that were completed at least once.</param>
public sealed record ChildSteps(string InstanceId, string DefinitionHash, IReadOnlyList<string> ActiveSteps, IReadOnlyList<string> VisitedSteps)
{
    /// <summary>It ended faulted: somebody has to mend it.</summary>
    public bool IsStopped { get; init; }
}

/// <summary>One line of the timeline: who did what when.</summary>
/// <param name="Seq">Below 0 where the line is not of the case's own history.</param>
/// <param name="Kind">opened, task-opened, task-completed, updated, closed, incident, revealed.</param>
/// <param name="Step">Id of the user task; null where the process did it.</param>
/// <param name="Outcome">Name of the outcome chosen.</param>
/// <param name="Text">Ready to show, in the reader's language: step and outcome by their labels.</param>
public sealed record CaseEventRow(
    int Seq,
    DateTimeOffset At,
    string Kind,
    string? Step,
    string? Outcome,
    string Text,
    string? ActorName,
    string? Comment,
    IReadOnlyList<string> Flags);

/// <param name="Text">Part of the number, title, address or reporter's name.</param>
/// <param name="Class">A class code; a group's code takes all below it.</param>
public sealed record CaseSearch(
    string? Text = null,
    string? Status = null,
    CasePhase? Phase = null,
    string? Class = null,
    string? Department = null,
    bool OverdueOnly = false,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedBefore = null,
    CaseSort Sort = CaseSort.Created,
    bool Descending = true)
{
    /// <summary>What the reader sees masked: no case is found by it.</summary>
    public IReadOnlyList<MaskedColumn> Masked { get; init; } = [];
}

public enum CaseSort
{
    Created,
    Due,
    Number,
    Status,
}
