using System.Text.Json.Nodes;

namespace LowCode.Definitions.Templates;

/// <summary>One made-up event and what is meant to become of it.</summary>
/// <param name="Path">Key of the path it takes.</param>
/// <param name="Step">The step whose form <paramref name="Data"/> fills.</param>
/// <param name="ReportedBy">Login; null: the public.</param>
public sealed record SampleEvent(
    string Path,
    string Step,
    string? ReportedBy,
    DateTimeOffset ReportedAt,
    JsonObject Data,
    IReadOnlyList<SampleAction> Actions);

/// <summary>Somebody completes a task of the event, at a time that has passed.</summary>
public sealed record SampleAction(
    string Step,
    string By,
    string Outcome,
    DateTimeOffset At,
    JsonObject Data,
    string? Comment);
