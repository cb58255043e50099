using System.Text.Json.Nodes;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Events;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What processes are told from outside, at Elsa's addresses.</summary>
internal static class ElsaMessages
{
    public static void MapElsaMessages(this IEndpointRouteBuilder api)
    {
        api.MapPost("/events/{eventName}/trigger", TriggerAsync).RequireScope(Scope.TriggerEvents);
        api.MapPost("/tasks/{externalTaskId}/complete", CompleteAsync).RequireScope(Scope.TriggerEvents);
    }

    private static async Task<IResult> TriggerAsync(
        Caller caller, string eventName, Triggering body, IdempotencyKey key, [FromServices] SendEvent send, CancellationToken cancellation)
    {
        EventAddress address = body switch
        {
            { WorkflowInstanceId: { Length: > 0 } instance } => new EventAddress.Instance(instance),
            { ActivityInstanceId: { Length: > 0 } run } => new EventAddress.Instance(run.Split('.')[0]),
            _ => new EventAddress.Broadcast(string.IsNullOrEmpty(body.CorrelationId) ? null : body.CorrelationId),
        };
        var command = new SendEventCommand(eventName, address, body.Input, key.Value ?? Guid.NewGuid().ToString("N"));
        var sent = await send.HandleAsync(caller.Actor, command, cancellation);
        return sent.IsAccepted ? Results.Json(sent.Value, ElsaJson.Options) : Answers.Of(sent.Rejection);
    }

    private static async Task<IResult> CompleteAsync(
        Caller caller, string externalTaskId, Completing body, IdempotencyKey key, [FromServices] CompleteExternalTask complete, CancellationToken cancellation)
    {
        var command = new CompleteExternalTaskCommand(externalTaskId, body.Result, key.Value ?? Guid.NewGuid().ToString("N"));
        var done = await complete.HandleAsync(caller.Actor, command, cancellation);
        return done switch
        {
            { IsAccepted: true, Value.Resumed: 0 } =>
                Results.Problem(title: "external-task.not-found", detail: Texts.EventNobody, statusCode: StatusCodes.Status404NotFound),
            { IsAccepted: true } => Results.Json(new { }, ElsaJson.Options),
            _ => Answers.Of(done.Rejection!),
        };
    }

    /// <param name="CorrelationId">Of those that it is for; null: of any.</param>
    internal sealed record Triggering(string? WorkflowInstanceId, string? CorrelationId, string? ActivityInstanceId, JsonNode? Input);

    internal sealed record Completing(JsonNode? Result);
}
