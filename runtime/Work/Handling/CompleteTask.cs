using System.Text.Json.Nodes;
using LowCode.Work.Cases;
using LowCode.Work.FormDrafts;
using LowCode.Work.People;
using LowCode.Work.Tasks;

namespace LowCode.Work.Handling;

/// <param name="Data">Only fields that the step may write; others are refused.</param>
/// <param name="OperationId">Made by the caller, once per submission.</param>
public sealed record CompleteTaskCommand(string TaskId, string Outcome, JsonObject Data, string? Comment, string OperationId);

/// <param name="NextSteps">Titles of the tasks that opened because of it.</param>
public sealed record CompletedTask(string TaskId, string CaseNumber, IReadOnlyList<string> NextSteps);

/// <summary>Completes a user task with an outcome: form, case, timeline and process move in one transaction.</summary>
public sealed class CompleteTask(CaseProcess process, IFormDrafts drafts, TimeProvider time)
{
    public async Task<Result<CompletedTask>> HandleAsync(Actor actor, CompleteTaskCommand command, CancellationToken cancellation)
    {
        if (OperationId.MessageId(actor, command.OperationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        var completed = await process.CompleteAsync(
            new CompleteTaskRequest(actor, command.TaskId, command.Outcome, command.Data, time.GetUtcNow(), messageId, command.Comment),
            cancellation);
        if (completed.IsAccepted)
        {
            await drafts.RemoveAsync(actor.Tenant, actor.Login, DraftSubject.Task(command.TaskId), draftId: null, cancellation);
        }

        return completed;
    }
}
