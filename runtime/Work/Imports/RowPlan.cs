using System.Text.Json.Nodes;

namespace LowCode.Work.Imports;

/// <summary>
/// All that one row says, decided before anything is written, from the row alone: however often an import is interrupted, the same row
/// gives the same case.
/// </summary>
/// <param name="Row">Line of the file.</param>
/// <param name="Data">For the start form.</param>
/// <param name="Known">Recorded with it, beyond the form.</param>
/// <param name="Steps">What is done, in order; the task of the step after the last one stays open, or the case is closed.</param>
internal sealed record RowPlan(
    int Row,
    string Key,
    DateTimeOffset Created,
    DateTimeOffset? Due,
    DateTimeOffset? ReportedClosed,
    JsonObject Data,
    JsonObject Known,
    IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>Steps whose reported time lies before their predecessor's.</summary>
    public IEnumerable<PlannedStep> EarlySteps => Steps.Where(s => s.Time.IsEarly);
}

internal sealed record PlannedStep(string Step, string Outcome, StepTime Time, JsonObject Data, string? Comment);
