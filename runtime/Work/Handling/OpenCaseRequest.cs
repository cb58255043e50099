using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Handling;

/// <summary>Everything that opening a case can be told. People say little of it; imports and samples bring their own times.</summary>
/// <param name="At">When it was reported, UTC; need not be now.</param>
/// <param name="MessageId">
/// Once per case that is to be opened, with its origin in front (<c>op/login/id</c>, <c>import/source/key/open</c>): a repeat gives the
/// first answer and opens nothing.
/// </param>
public sealed record OpenCaseRequest(Actor Actor, string CaseType, JsonObject Data, DateTimeOffset At, string MessageId)
{
    /// <summary>Whose rights the form is checked by; null: the case type's report step, the public step for the public.</summary>
    public string? Step { get; init; }

    /// <summary>The version of the form that was filled; null: the current one.</summary>
    public string? FormHash { get; init; }

    /// <summary>True: required fields may be missing. What is filled is checked all the same.</summary>
    public bool SkipsRequired { get; init; }

    /// <summary>What the source knows beyond the form, by field key: recorded with it, whatever the step may write. Null: nothing.</summary>
    public JsonObject? Known { get; init; }

    /// <summary>With <see cref="SourceKey"/> unique per tenant: a record that is a case already is answered with that case.</summary>
    public string? Source { get; init; }

    public string? SourceKey { get; init; }

    /// <summary>True: the due time comes from outside, also where <see cref="DueAt"/> is null; the process does not set it.</summary>
    public bool IsDueGiven { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What is odd about the case: <c>sample</c> ...</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The time as it was reported, where <see cref="At"/> is another.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>False: statistics leave the case out of durations.</summary>
    public bool CountsInDurations { get; init; } = true;
}
