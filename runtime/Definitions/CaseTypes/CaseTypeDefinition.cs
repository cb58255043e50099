using LowCode.Definitions.Texts;

namespace LowCode.Definitions.CaseTypes;

/// <summary>What kind of case (案件) a process runs: its number, forms, statuses and which form fields the case list shows. Format name: <c>lowcode.casetype/1</c>.</summary>
/// <param name="Process">definitionId of the workflow that a new case starts.</param>
/// <param name="NumberPattern">Text with <c>{yyyyMMdd}</c>-like date parts (tenant's time zone) and one <c>{seq:N}</c>, a counter of N digits that restarts when the date parts change: <c>SJ{yyyyMMdd}{seq:4}</c>.</param>
/// <param name="Forms">By step (<c>report</c>, or the id of a user task): form id. A case has one set of data; each form shows a part of it.</param>
/// <param name="ReportStep">The step name under which the start form is filled by a signed-in user.</param>
/// <param name="Statuses">The first one is a new case's.</param>
/// <param name="PublicStep">The step name under which the public fills it; null: the public may not report.</param>
public sealed record CaseTypeDefinition(
    string CaseTypeId,
    LocalizedText Name,
    string Process,
    string NumberPattern,
    IReadOnlyDictionary<string, string> Forms,
    string ReportStep,
    string? PublicStep,
    CaseFields Fields,
    IReadOnlyList<CaseStatus> Statuses,
    IReadOnlyList<CaseStage> Stages)
{
    public const string Format = "lowcode.casetype/1";

    /// <summary>Null where <see cref="NumberPattern"/> is none.</summary>
    public CaseNumberPattern? Numbers { get; } = CaseNumberPattern.TryParse(NumberPattern);

    public CaseStatus? Status(string key) => Statuses.FirstOrDefault(s => s.Key == key);
}

/// <summary>Which form fields (by key) fill the columns that case lists, filters and statistics use. Null: the case type has no such field.</summary>
public sealed record CaseFields(
    string? Title,
    string? Class,
    string? Department,
    string? Address,
    string? Position,
    string? ReporterName,
    string? ReporterPhone,
    string? Channel);

/// <param name="Phase">What the status means to statistics.</param>
/// <param name="Colour">success, warning, error, info or default.</param>
public sealed record CaseStatus(string Key, LocalizedText Label, CasePhase Phase, string Colour);

public enum CasePhase
{
    Open,
    Closed,
    Rejected,
}

/// <summary>A milestone shown on the case page as a stepper (上报, 受理, …); <paramref name="Steps"/> are the ids of the activities that belong to it.</summary>
public sealed record CaseStage(string Key, LocalizedText Label, IReadOnlyList<string> Steps);
