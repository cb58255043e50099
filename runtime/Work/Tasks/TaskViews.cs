using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Engine.Effects;
using LowCode.Work.Cases;
using LowCode.Work.Privacy;

namespace LowCode.Work.Tasks;

/// <summary>A task as lists show it.</summary>
public sealed record TaskRow(
    string TaskId,
    string CaseId,
    string CaseNumber,
    string CaseTitle,
    string? ClassCode,
    string Step,
    string StepTitle,
    string? Department,
    string? Assignee,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? CompletedAt,
    string? CompletedByName,
    string? OutcomeText)
{
    public bool IsOverdue(DateTimeOffset now) => DueAt is { } due && (CompletedAt ?? now) > due;
}

/// <summary>A task with all that its page needs.</summary>
/// <param name="Form">The form as it was when the task opened; rights by <see cref="TaskRow.Step"/>.</param>
/// <param name="Data">Of the case, masked where the reader may not see it: <see cref="CaseDetails.Masked"/>.</param>
/// <param name="MayComplete">False: the reader may see it but not do it, or it is done.</param>
public sealed record TaskDetails(
    TaskRow Task,
    FormDefinition Form,
    JsonObject Data,
    IReadOnlyList<TaskOutcome> Outcomes,
    CaseDetails Case,
    bool MayComplete)
{
    /// <summary>Of the form's version.</summary>
    public string FormHash { get; init; } = "";
}

/// <param name="Text">Part of the case's number, title or address.</param>
public sealed record TaskSearch(TaskList List, string? Text = null, string? Step = null, bool OverdueOnly = false)
{
    /// <inheritdoc cref="CaseSearch.Masked"/>
    public IReadOnlyList<MaskedColumn> Masked { get; init; } = [];
}

public enum TaskList
{
    /// <summary>待办: open and mine to do.</summary>
    Open,

    /// <summary>已办: completed by me.</summary>
    Done,
}
