using System.Text.Json.Nodes;
using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Events;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What processes are told from outside: events, and that a task outside is done.</summary>
internal static class MessagesApi
{
    public static void MapMessagesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Messages");
        api.MapPost("/events", SendAsync).RequireScope(Scope.TriggerEvents).Produces<SentEvent>();
        api.MapPost("/external-tasks/{externalTaskId}/complete", CompleteAsync).RequireScope(Scope.TriggerEvents).Produces<SentEvent>();
    }

    private static async Task<IResult> SendAsync(
        Caller caller, Sending body, IdempotencyKey key, [FromServices] SendEvent send, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("eventName", body.EventName), ("operationId", key.Or(body.OperationId))) is { } refused)
        {
            return refused;
        }

        EventAddress address = body switch
        {
            { InstanceId: { } instance } => new EventAddress.Instance(instance),
            { CorrelationId: { } correlation, IsBroadcast: not true } => new EventAddress.Correlation(correlation),
            _ => new EventAddress.Broadcast(body.CorrelationId),
        };
        return Answers.Of(await send.HandleAsync(
            caller.Actor, new SendEventCommand(body.EventName!, address, body.Payload, key.Or(body.OperationId)!), cancellation));
    }

    private static async Task<IResult> CompleteAsync(
        Caller caller, string externalTaskId, Completing body, IdempotencyKey key, [FromServices] CompleteExternalTask complete, CancellationToken cancellation)
    {
        if (RequestBodies.RefuseMissing(("operationId", key.Or(body.OperationId))) is { } refused)
        {
            return refused;
        }

        var result = await complete.HandleAsync(
            caller.Actor, new CompleteExternalTaskCommand(externalTaskId, body.Result, key.Or(body.OperationId)!), cancellation);
        return result is { IsAccepted: true, Value.Resumed: 0 }
            ? Results.Problem(title: "external-task.not-found", detail: Texts.EventNobody, statusCode: StatusCodes.Status404NotFound)
            : Answers.Of(result);
    }

    /// <param name="InstanceId">Only this instance; the event waits for its bookmark.</param>
    /// <param name="CorrelationId">Whoever carries it; the event waits. With <paramref name="IsBroadcast"/>: who waits now.</param>
    /// <param name="IsBroadcast">All that wait now, and what it starts. Default where neither instance nor correlation is named.</param>
    internal sealed record Sending(
        string? EventName, string? InstanceId, string? CorrelationId, bool? IsBroadcast, JsonNode? Payload, string? OperationId);

    internal sealed record Completing(JsonNode? Result, string? OperationId);
}
