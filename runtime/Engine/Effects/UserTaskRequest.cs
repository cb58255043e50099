using LowCode.Definitions.Texts;

namespace LowCode.Engine.Effects;

/// <summary>What a <c>LowCode.UserTask</c> asks of people.</summary>
/// <param name="StepId">Id of the activity in the definition; forms and case types name steps by it.</param>
/// <param name="FormId">Form to fill; null: the case type's form for this step.</param>
/// <param name="Assignee">Login of one person; null: any candidate.</param>
/// <param name="CandidateRoles">Role keys; whoever has one of them may do it. Empty with no assignee: nobody but an administrator.</param>
/// <param name="CandidateDepartment">Code; candidates must belong to it. Null: any department.</param>
/// <param name="DueAt">When it is overdue, UTC; null: never.</param>
public sealed record UserTaskRequest(
    string StepId,
    LocalizedText Title,
    string? FormId,
    string? Assignee,
    IReadOnlyList<string> CandidateRoles,
    string? CandidateDepartment,
    IReadOnlyList<TaskOutcome> Outcomes,
    DateTimeOffset? DueAt);

/// <summary>A way to complete a task; its name is the port that the process leaves by.</summary>
/// <param name="Colour">primary, success, warning, error or default: how the button looks.</param>
/// <param name="CommentRequired">True where a reason must be given (不予受理, 回退, 核查不通过).</param>
/// <param name="SkipsRequired">True where fields of the form need no value (a task sent back is not filled in).</param>
public sealed record TaskOutcome(
    string Name,
    LocalizedText Label,
    string Colour = "primary",
    bool CommentRequired = false,
    bool SkipsRequired = false);
