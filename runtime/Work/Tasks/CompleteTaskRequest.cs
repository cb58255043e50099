using System.Text.Json.Nodes;
using LowCode.Work.Cases;
using LowCode.Work.People;

namespace LowCode.Work.Tasks;

/// <summary>Everything that completing a task can be told.</summary>
/// <param name="At">When it was done, UTC; need not be now, and not before what happened to the case last.</param>
/// <param name="MessageId">Once per completion, with its origin in front (<c>import/source/key/step</c>): a repeat gives the first answer.</param>
public sealed record CompleteTaskRequest(
    Actor Actor,
    string TaskId,
    string Outcome,
    JsonObject Data,
    DateTimeOffset At,
    string MessageId,
    string? Comment = null)
{
    /// <summary>True: required fields may be missing. What is filled is checked all the same.</summary>
    public bool SkipsRequired { get; init; }

    /// <summary>Where the source's own times could not be kept.</summary>
    public ReportedTimes? Reported { get; init; }
}
