using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Templates;

/// <summary>
/// A case as a template expects it to go: what people do one after the other, and what must come of it. A test plays it through the real
/// engine. Format name: <c>lowcode.scenario/1</c>.
/// </summary>
/// <param name="StartsAt">When the case is reported.</param>
public sealed record ScenarioDefinition(
    string ScenarioId,
    LocalizedText Title,
    string CaseType,
    DateTimeOffset StartsAt,
    ScenarioReport Report,
    IReadOnlyList<ScenarioStep> Steps,
    ScenarioExpectation Expected)
{
    public const string Format = "lowcode.scenario/1";
}

/// <summary>How the case is opened.</summary>
/// <param name="As">Login of one of the template's demo people, who fills the report step; null: the public fills the public step.</param>
/// <param name="Rejected">Not null: the report is refused, and there is no case.</param>
public sealed record ScenarioReport(string? As, JsonObject Data, ScenarioRejection? Rejected);

/// <summary>One attempt to complete a task of the case.</summary>
/// <param name="Step">Id of the user task; its newest task is meant, open or not.</param>
/// <param name="As">Login of one of the template's demo people.</param>
/// <param name="HoursLater">Since the attempt before, or since the report.</param>
/// <param name="Rejected">Not null: the attempt is refused and changes nothing.</param>
public sealed record ScenarioStep(
    string Step,
    string As,
    string Outcome,
    JsonObject Data,
    string? Comment,
    decimal HoursLater,
    ScenarioRejection? Rejected);

/// <summary>Why something is refused.</summary>
/// <param name="Paths">JSON pointers of fields that must be among the problems; others may come with them.</param>
public sealed record ScenarioRejection(ScenarioRejectionKind Kind, IReadOnlyList<string> Paths);

public enum ScenarioRejectionKind
{
    /// <summary>The input is wrong or incomplete.</summary>
    Invalid,

    /// <summary>Not this person's to do.</summary>
    Forbidden,

    NotFound,

    /// <summary>Too late: it was done already.</summary>
    Conflict,
}

/// <summary>What holds after the last step.</summary>
/// <param name="HoursLater">How long after the last step one looks.</param>
/// <param name="Path">Steps that were completed, in order, refused attempts left out.</param>
/// <param name="Status">Key of the case's status; null: there is no case.</param>
/// <param name="OpenSteps">Steps whose task is open.</param>
/// <param name="Overdue">Whether the case is late: still open after its due time, or closed after it.</param>
/// <param name="DueAt">The case's due time; null: it has none.</param>
/// <param name="Department">Code in the case's department column; null: none.</param>
public sealed record ScenarioExpectation(
    decimal HoursLater,
    IReadOnlyList<string> Path,
    string? Status,
    IReadOnlyList<string> OpenSteps,
    bool Overdue,
    DateTimeOffset? DueAt,
    string? Department);
