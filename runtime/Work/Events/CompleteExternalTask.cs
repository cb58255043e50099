using System.Text.Json.Nodes;
using LowCode.Engine.State;
using LowCode.Work.People;

namespace LowCode.Work.Events;

/// <param name="TaskId">As the process gave it out.</param>
/// <param name="Result">What the process gets.</param>
/// <param name="OperationId">Made by the caller: a repeat completes nothing a second time.</param>
public sealed record CompleteExternalTaskCommand(string TaskId, JsonNode? Result, string OperationId);

/// <summary>Somebody outside has done what a process asked for by <c>Elsa.RunTask</c>.</summary>
public sealed class CompleteExternalTask(EventDelivery delivery, TimeProvider time)
{
    /// <returns>Whether a process waited for it.</returns>
    public async Task<Result<SentEvent>> HandleAsync(Actor actor, CompleteExternalTaskCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("process.forbidden");
        }

        if (OperationId.MessageId(actor, command.OperationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        var sent = new DeliverableEvent(
            actor.Tenant,
            messageId,
            BookmarkHash.OfTask(command.TaskId),
            new EventAddress.Broadcast(),
            command.Result,
            time.GetUtcNow(),
            actor.Login,
            actor.Name);
        return await delivery.DeliverAsync(sent, cancellation);
    }
}
