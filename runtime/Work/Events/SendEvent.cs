using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Events;

/// <param name="OperationId">Made by the caller, once per event: a repeat resumes nobody a second time.</param>
public sealed record SendEventCommand(string EventName, EventAddress Address, JsonNode? Payload, string OperationId);

/// <summary>
/// Tells processes that something happened. Addressed to an instance or a correlation id it waits until somebody takes it, for a day; a
/// broadcast resumes what waits now and starts what it triggers.
/// </summary>
public sealed class SendEvent(EventDelivery delivery, TimeProvider time)
{
    public async Task<Result<SentEvent>> HandleAsync(Actor actor, SendEventCommand command, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("process.forbidden");
        }

        if (OperationId.MessageId(actor, command.OperationId) is not { } messageId)
        {
            return Rejections.Invalid("operation.missing-id");
        }

        if (string.IsNullOrWhiteSpace(command.EventName))
        {
            return Rejections.Invalid("event.missing-name");
        }

        return await delivery.DeliverAsync(
            DeliverableEvent.Named(actor.Tenant, messageId, command.EventName, command.Address, command.Payload, time.GetUtcNow()) with
            {
                Actor = actor.Login,
                ActorName = actor.Name,
            },
            cancellation);
    }
}
