using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Tasks;

/// <param name="Data">Only fields that the step may write; others are refused.</param>
/// <param name="OperationId">Made by the caller, once per submission.</param>
public sealed record CompleteTaskCommand(string TaskId, string Outcome, JsonObject Data, string? Comment, string OperationId);

/// <param name="NextSteps">Titles of the tasks that opened because of it.</param>
public sealed record CompletedTask(string TaskId, string CaseNumber, IReadOnlyList<string> NextSteps);

/// <summary>Completes a user task with an outcome: form, case, timeline and process move in one transaction.</summary>
public sealed class CompleteTask
{
    public Task<Result<CompletedTask>> HandleAsync(Actor actor, CompleteTaskCommand command, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
